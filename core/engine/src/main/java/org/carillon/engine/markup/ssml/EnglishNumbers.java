// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.util.List;
import java.util.Map;

/** Numbers in English words. */
final class EnglishNumbers {

    private static final List<String> SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");

    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    private static final List<String> THOUSANDS =
            List.of("", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion");

    private static final Map<String, String> ORDINALS = Map.of(
            "one", "first",
            "two", "second",
            "three", "third",
            "five", "fifth",
            "eight", "eighth",
            "nine", "ninth",
            "twelve", "twelfth");

    private EnglishNumbers() {}

    /** @param number 0 or more */
    static String cardinal(long number) {
        if (number < 1000) {
            return belowThousand((int) number);
        }
        var words = new StringBuilder();
        long rest = number;
        for (int power = 0; rest > 0; power++) {
            int group = (int) (rest % 1000);
            if (group > 0) {
                String spoken = belowThousand(group) + THOUSANDS.get(power);
                words.insert(0, words.isEmpty() ? spoken : spoken + " ");
            }
            rest /= 1000;
        }
        return words.toString();
    }

    private static String belowThousand(int number) {
        if (number < 20) {
            return SMALL.get(number);
        }
        if (number < 100) {
            String tens = TENS.get(number / 10);
            return number % 10 == 0 ? tens : tens + "-" + SMALL.get(number % 10);
        }
        String hundreds = SMALL.get(number / 100) + " hundred";
        return number % 100 == 0 ? hundreds : hundreds + " " + belowThousand(number % 100);
    }

    /** @param number 0 or more */
    static String ordinal(long number) {
        String cardinal = cardinal(number);
        int last = Math.max(cardinal.lastIndexOf(' '), cardinal.lastIndexOf('-')) + 1;
        return cardinal.substring(0, last) + ordinalOf(cardinal.substring(last));
    }

    private static String ordinalOf(String word) {
        String irregular = ORDINALS.get(word);
        if (irregular != null) {
            return irregular;
        }
        return word.endsWith("y") ? word.substring(0, word.length() - 1) + "ieth" : word + "th";
    }

    /**
     * As years are said: nineteen oh five, two thousand eight, twenty twenty-five.
     *
     * @param year 1 to 9999
     */
    static String year(int year) {
        int century = year / 100;
        int rest = year % 100;
        if (century % 10 == 0 && rest < 10) {
            return cardinal(year);
        }
        if (century == 0) {
            return cardinal(rest);
        }
        if (rest == 0) {
            return cardinal(century) + " hundred";
        }
        return cardinal(century) + " " + (rest < 10 ? "oh " + cardinal(rest) : cardinal(rest));
    }
}
