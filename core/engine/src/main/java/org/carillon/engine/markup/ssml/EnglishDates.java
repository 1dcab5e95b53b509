// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in English words. */
final class EnglishDates {

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private static final Set<String> FORMATS =
            Set.of("mdy", "dmy", "ymd", "md", "dm", "ym", "my", "d", "m", "y", "yyyymmdd");

    /** Eight places; those that nobody knows may be question marks. */
    private static final Pattern COMPACT = Pattern.compile("(\\d{4}|\\?{4})(\\d{2}|\\?{2})(\\d{2}|\\?{2})");

    private static final Pattern YEAR_FIRST = Pattern.compile("\\d{4}[^0-9].*");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s/.,-]+");

    /** Any year will do when none is given: only whether it has a 29th of February matters. */
    private static final int LEAP_YEAR = 2000;

    /** Years of two digits below this are of this century, as most people mean them. */
    private static final int CENTURY_TURN = 50;

    private final boolean dayFirst;

    /** @param dayFirst whether 4/10 is in October, as everywhere but in America */
    EnglishDates(boolean dayFirst) {
        this.dayFirst = dayFirst;
    }

    private record Parts(OptionalInt year, OptionalInt month, OptionalInt day) {}

    Optional<String> say(String format, String text) {
        if (!format.isEmpty() && !FORMATS.contains(format)) {
            return Optional.empty();
        }
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches() && (format.isEmpty() || format.equals("yyyymmdd"))) {
            return spoken(
                    new Parts(number(compact.group(1)), number(compact.group(2)), number(compact.group(3))), false);
        }
        String order = format.isEmpty() ? usual(text) : format;
        return parts(order, text).flatMap(parts -> spoken(parts, order.startsWith("d")));
    }

    private String usual(String text) {
        if (YEAR_FIRST.matcher(text).matches()) {
            return "ymd";
        }
        return dayFirst ? "dmy" : "mdy";
    }

    private static Optional<Parts> parts(String order, String text) {
        String[] written = SEPARATORS.split(text, -1);
        if (written.length != order.length()) {
            return Optional.empty();
        }
        var numbers =
                new ArrayList<OptionalInt>(List.of(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()));
        for (int i = 0; i < written.length; i++) {
            OptionalInt number = number(written[i]);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.set("ymd".indexOf(order.charAt(i)), number);
        }
        return Optional.of(new Parts(numbers.get(0), numbers.get(1), numbers.get(2)));
    }

    private static OptionalInt number(String written) {
        return written.matches("\\d{1,4}") ? OptionalInt.of(Integer.parseInt(written)) : OptionalInt.empty();
    }

    private static boolean exists(Parts parts) {
        int year = parts.year().orElse(LEAP_YEAR);
        int month = parts.month().orElse(1);
        if (month < 1 || month > MONTHS.size()) {
            return false;
        }
        int day = parts.day().orElse(1);
        return day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static Optional<String> spoken(Parts parts, boolean dayFirst) {
        if (!exists(parts)) {
            return Optional.empty();
        }
        var words = new ArrayList<String>();
        String month = parts.month().isPresent() ? MONTHS.get(parts.month().getAsInt() - 1) : "";
        String day =
                parts.day().isPresent() ? EnglishNumbers.ordinal(parts.day().getAsInt()) : "";
        String monthAndDay = monthAndDay(month, day, dayFirst);
        if (!monthAndDay.isEmpty()) {
            words.add(monthAndDay);
        }
        if (parts.year().isPresent()) {
            words.add(EnglishNumbers.year(fullYear(parts.year().getAsInt())));
        }
        return Optional.of(String.join(day.isEmpty() ? " " : ", ", words)).filter(text -> !text.isEmpty());
    }

    private static String monthAndDay(String month, String day, boolean dayFirst) {
        if (month.isEmpty() || day.isEmpty()) {
            return month + day;
        }
        return dayFirst ? "the " + day + " of " + month : month + " " + day;
    }

    private static int fullYear(int year) {
        if (year >= 100) {
            return year;
        }
        return year < CENTURY_TURN ? 2000 + year : 1900 + year;
    }
}
