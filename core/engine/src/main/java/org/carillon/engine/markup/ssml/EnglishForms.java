// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How English says numbers, dates and the like aloud. */
final class EnglishForms implements SpokenForms {

    private static final Pattern WHOLE = Pattern.compile("[+]?(\\d{1,18})");
    private static final Pattern DECIMAL = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");
    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,18})(?:st|nd|rd|th)?");
    private static final Pattern FRACTION = Pattern.compile("(?:(\\d{1,9})[+ ])?\\s*(\\d{1,9})/(\\d{1,9})");
    private static final Pattern MINUTES = Pattern.compile("(\\d{1,4})'(?:(\\d{1,2})(?:\"|''))?");
    private static final Pattern MEASURE = Pattern.compile("([0-9.,]+)\\s*([A-Za-z%/]+)");

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("mm", "millimeter"),
            Map.entry("cm", "centimeter"),
            Map.entry("m", "meter"),
            Map.entry("km", "kilometer"),
            Map.entry("in", "inch"),
            Map.entry("ft", "foot"),
            Map.entry("yd", "yard"),
            Map.entry("mi", "mile"),
            Map.entry("mg", "milligram"),
            Map.entry("g", "gram"),
            Map.entry("kg", "kilogram"),
            Map.entry("lb", "pound"),
            Map.entry("oz", "ounce"),
            Map.entry("ml", "milliliter"),
            Map.entry("l", "liter"),
            Map.entry("ms", "millisecond"),
            Map.entry("s", "second"),
            Map.entry("min", "minute"),
            Map.entry("h", "hour"),
            Map.entry("kb", "kilobyte"),
            Map.entry("mb", "megabyte"),
            Map.entry("gb", "gigabyte"));

    private static final Map<String, String> PLURALS = Map.of("inch", "inches", "foot", "feet");

    private final EnglishDates dates;
    private final SpokenForms spelling = Spelling.english();

    /** @param dayFirst whether dates without a format begin with the day */
    EnglishForms(boolean dayFirst) {
        this.dates = new EnglishDates(dayFirst);
    }

    @Override
    public Optional<String> say(String interpretAs, String format, String text) {
        return switch (interpretAs) {
            case "cardinal", "number" -> cardinal(text);
            case "ordinal" -> ordinal(text);
            case "fraction" -> fraction(text);
            case "unit" -> unit(text);
            case "time" -> minutes(text);
            case "date" -> dates.say(format, text);
            // What is said must not be understood; a listener takes the word for the tone.
            case "expletive" -> Optional.of("beep");
            default -> spelling.say(interpretAs, format, text);
        };
    }

    private static Optional<String> cardinal(String text) {
        boolean negative = text.startsWith("-");
        String digits = (negative ? text.substring(1) : text).replace(",", "");
        Optional<String> words = positive(digits);
        return negative ? words.map(spoken -> "minus " + spoken) : words;
    }

    private static Optional<String> positive(String digits) {
        Matcher whole = WHOLE.matcher(digits);
        if (whole.matches()) {
            return Optional.of(EnglishNumbers.cardinal(Long.parseLong(whole.group(1))));
        }
        Matcher decimal = DECIMAL.matcher(digits);
        if (!decimal.matches()) {
            return Optional.empty();
        }
        String places = decimal.group(2)
                .chars()
                .mapToObj(digit -> EnglishNumbers.cardinal(digit - '0'))
                .collect(Collectors.joining(" "));
        return Optional.of(EnglishNumbers.cardinal(Long.parseLong(decimal.group(1))) + " point " + places);
    }

    private static Optional<String> ordinal(String text) {
        Matcher matcher = ORDINAL.matcher(text.replace(",", "").toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? Optional.of(EnglishNumbers.ordinal(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    private static Optional<String> fraction(String text) {
        Matcher matcher = FRACTION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(3)) == 0) {
            return Optional.empty();
        }
        String wholes =
                matcher.group(1) == null ? "" : EnglishNumbers.cardinal(Long.parseLong(matcher.group(1))) + " and ";
        long top = Long.parseLong(matcher.group(2));
        return Optional.of(
                wholes + EnglishNumbers.cardinal(top) + " " + parts(Long.parseLong(matcher.group(3)), top != 1));
    }

    private static String parts(long bottom, boolean several) {
        if (bottom == 2) {
            return several ? "halves" : "half";
        }
        return EnglishNumbers.ordinal(bottom) + (several ? "s" : "");
    }

    private static Optional<String> unit(String text) {
        Matcher matcher = MEASURE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> amount = cardinal(matcher.group(1));
        String symbol = matcher.group(2).toLowerCase(Locale.ROOT);
        if (symbol.equals("%")) {
            return amount.map(number -> number + " percent");
        }
        return Optional.ofNullable(UNITS.get(symbol))
                .flatMap(name -> amount.map(number ->
                        number + " " + (number.equals("one") ? name : PLURALS.getOrDefault(name, name + "s"))));
    }

    /** SSML's time is a length, as in 1'21". */
    private static Optional<String> minutes(String text) {
        Matcher matcher = MINUTES.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String minutes = counted(Long.parseLong(matcher.group(1)), "minute");
        String seconds = matcher.group(2);
        return Optional.of(seconds == null ? minutes : minutes + ", " + counted(Long.parseLong(seconds), "second"));
    }

    private static String counted(long number, String thing) {
        return EnglishNumbers.cardinal(number) + " " + thing + (number == 1 ? "" : "s");
    }
}
