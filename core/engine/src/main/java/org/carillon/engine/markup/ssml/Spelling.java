// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Saying one character after the other: the forms that every language has. */
final class Spelling implements SpokenForms {

    private static final Map<Character, String> ENGLISH_NAMES = Map.ofEntries(
            Map.entry('.', "dot"),
            Map.entry(',', "comma"),
            Map.entry('-', "dash"),
            Map.entry('_', "underscore"),
            Map.entry('@', "at"),
            Map.entry('/', "slash"),
            Map.entry('\\', "backslash"),
            Map.entry(':', "colon"),
            Map.entry(';', "semicolon"),
            Map.entry('+', "plus"),
            Map.entry('*', "star"),
            Map.entry('#', "pound"),
            Map.entry('&', "and"),
            Map.entry('%', "percent"),
            Map.entry('$', "dollar"),
            Map.entry('!', "exclamation mark"),
            Map.entry('?', "question mark"),
            Map.entry('=', "equals"),
            Map.entry('\'', "apostrophe"));

    private final Locale locale;
    private final Map<Character, String> names;

    private Spelling(Locale locale, Map<Character, String> names) {
        this.locale = locale;
        this.names = names;
    }

    static Spelling forLanguage(String tag) {
        return new Spelling(Locale.forLanguageTag(tag), Map.of());
    }

    static Spelling english() {
        return new Spelling(Locale.ENGLISH, ENGLISH_NAMES);
    }

    @Override
    public Optional<String> say(String interpretAs, String format, String text) {
        return switch (interpretAs) {
            case "characters", "spell-out" -> spoken(characters(text));
            case "digits" -> spoken(digits(text));
            case "telephone" -> spoken(telephone(text));
            default -> Optional.empty();
        };
    }

    private static Optional<String> spoken(String words) {
        return Optional.of(words).filter(text -> !text.isEmpty());
    }

    /** Letters become capitals, because synthesisers take a lone small one for a word ("a"). */
    private String characters(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .mapToObj(this::character)
                .collect(Collectors.joining(" "));
    }

    private String character(int codePoint) {
        String character = Character.toString(codePoint);
        String name = Character.isBmpCodePoint(codePoint) ? names.get((char) codePoint) : null;
        return name == null ? character.toUpperCase(locale) : name;
    }

    private String digits(String text) {
        return text.chars()
                .filter(Spelling::isDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining(" "));
    }

    /** Groups as written; a number without groups gets those of its country where they are known. */
    private String telephone(String text) {
        var groups = new ArrayList<String>();
        String international = text.startsWith("+") ? names.getOrDefault('+', "+") + " " : "";
        String extension = "";
        String number = text;
        int mark = extensionMark(text);
        if (mark > 0) {
            number = text.substring(0, mark);
            extension = ", extension " + digits(text.substring(mark));
        }
        for (String group : number.split("[^0-9*#]+", -1)) {
            groups.addAll(grouped(group));
        }
        return groups.isEmpty()
                ? ""
                : international + groups.stream().map(this::group).collect(Collectors.joining(", ")) + extension;
    }

    private int extensionMark(String text) {
        return names.isEmpty() ? -1 : text.toLowerCase(Locale.ROOT).indexOf('x');
    }

    private String group(String digits) {
        return characters(digits);
    }

    private static List<String> grouped(String digits) {
        int length = digits.length();
        if (length == 0) {
            return List.of();
        }
        if (length < 7) {
            return List.of(digits);
        }
        if (length == 10 || (length == 11 && digits.startsWith("1"))) {
            int area = length - 10;
            var groups = new ArrayList<String>();
            if (area > 0) {
                groups.add(digits.substring(0, area));
            }
            groups.add(digits.substring(area, area + 3));
            groups.add(digits.substring(area + 3, area + 6));
            groups.add(digits.substring(area + 6));
            return groups;
        }
        return threes(digits);
    }

    /** Threes, with what is left over in the last group rather than alone. */
    private static List<String> threes(String digits) {
        var groups = new ArrayList<String>();
        int from = 0;
        while (digits.length() - from > 4) {
            groups.add(digits.substring(from, from + 3));
            from += 3;
        }
        groups.add(digits.substring(from));
        return groups;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
