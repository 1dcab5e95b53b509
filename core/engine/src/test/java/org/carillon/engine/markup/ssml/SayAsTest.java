// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.engine.markup.ssml.Speech.read;
import static org.carillon.engine.markup.ssml.Speech.words;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayAsTest {

    private static String sayAs(String kind, String format, String text) {
        return "<say-as interpret-as=\"" + kind + "\" format=\"" + format + "\">" + text + "</say-as>";
    }

    private static String spoken(String kind, String text) {
        return words(sayAs(kind, "", text), "en-US");
    }

    private static void isSpokenPlainly(String kind, String format, String text, String language) {
        assertThat(words(sayAs(kind, format, text), language)).isEqualTo(text);
        assertThat(read(sayAs(kind, format, text), language).notes())
                .extracting(SsmlReader.Note::kind)
                .containsExactly(SsmlReader.Kind.INVALID_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digits | 1234 | 1 2 3 4",
                "digits | 12-34 | 1 2 3 4",
                "characters | aB1 | A B 1",
                "spell-out | it's | I T apostrophe S",
                "characters | a.b@c-d | A dot B at C dash D",
                "characters | ß | SS",
                "telephone | +14155551212 | plus 1, 4 1 5, 5 5 5, 1 2 1 2",
                "telephone | 4155551212 | 4 1 5, 5 5 5, 1 2 1 2",
                "telephone | (415) 555-1212 | 4 1 5, 5 5 5, 1 2 1 2",
                "telephone | 5551212 | 5 5 5, 1 2 1 2",
                "telephone | +44 20 7946 0958 | plus 4 4, 2 0, 7 9 4 6, 0 9 5 8",
                "telephone | +442079460958 | plus 4 4 2, 0 7 9, 4 6 0, 9 5 8",
                "telephone | 911 | 9 1 1",
                "telephone | 5551212 x99 | 5 5 5, 1 2 1 2, extension 9 9",
                "telephone | *86# | star 8 6 pound",
                "cardinal | 0 | zero",
                "cardinal | 17 | seventeen",
                "number | 1,234,567 | one million two hundred thirty-four thousand five hundred sixty-seven",
                "cardinal | -40 | minus forty",
                "cardinal | 3.14 | three point one four",
                "cardinal | 1000 | one thousand",
                "cardinal | 007 | seven",
                "ordinal | 1 | first",
                "ordinal | 21st | twenty-first",
                "ordinal | 12 | twelfth",
                "ordinal | 20 | twentieth",
                "ordinal | 100 | one hundredth",
                "ordinal | 1000000 | one millionth",
                "fraction | 1/2 | one half",
                "fraction | 3/2 | three halves",
                "fraction | 3/20 | three twentieths",
                "fraction | 2+1/3 | two and one third",
                "unit | 10 km | ten kilometers",
                "unit | 1ft | one foot",
                "unit | 6ft | six feet",
                "unit | 50% | fifty percent",
                "time | 1'21\" | one minute, twenty-one seconds",
                "time | 2' | two minutes",
                "expletive | darn | beep",
            })
    void englishIsWrittenOut(String kind, String text, String expected) {
        assertThat(spoken(kind, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "mdy | 10/04/2025 | October fourth, twenty twenty-five",
                "mdy | 10-4-25 | October fourth, twenty twenty-five",
                "dmy | 04.10.1999 | the fourth of October, nineteen ninety-nine",
                "dmy | 4/10/77 | the fourth of October, nineteen seventy-seven",
                "ymd | 2000-02-29 | February twenty-ninth, two thousand",
                "md | 12/31 | December thirty-first",
                "dm | 31/12 | the thirty-first of December",
                "ym | 2008/7 | July two thousand eight",
                "my | 7 1905 | July nineteen oh five",
                "d | 3 | third",
                "m | 5 | May",
                "y | 1900 | nineteen hundred",
                "y | 2010 | twenty ten",
                "yyyymmdd | 20250704 | July fourth, twenty twenty-five",
                "yyyymmdd | ????0925 | September twenty-fifth",
                "yyyymmdd | 2025???? | twenty twenty-five",
                "'' | 20250704 | July fourth, twenty twenty-five",
                "'' | 2025-07-04 | July fourth, twenty twenty-five",
                "'' | 7/4/2025 | July fourth, twenty twenty-five",
            })
    void datesAreWrittenOut(String format, String text, String expected) {
        assertThat(words(sayAs("date", format, text), "en-US")).isEqualTo(expected);
        assertThat(read(sayAs("date", format, text)).notes()).isEmpty();
    }

    @Test
    void outsideAmericaTheDayComesFirst() {
        assertThat(words(sayAs("date", "", "7/4/2025"), "en-GB")).isEqualTo("the seventh of April, twenty twenty-five");
    }

    @ParameterizedTest
    @CsvSource({
        "date, mdy, 13/01/2025",
        "date, mdy, 02/30/2025",
        "date, dmy, 29/02/2025",
        "date, mdy, tomorrow",
        "date, mdy, 1/2",
        "date, hms, 1/2/2025",
        "date, yyyymmdd, 20251301",
        "date, '', 0/0/0",
        "cardinal, '', many",
        "cardinal, '', 99999999999999999999",
        "ordinal, '', x",
        "fraction, '', 1/0",
        "fraction, '', half",
        "unit, '', 5 bananas",
        "time, '', noon",
        "address, '', 1 Main St",
        "digits, '', none",
        "telephone, '', none",
        "nonsense, '', text",
        "'', '', text",
    })
    void whatCannotBeReadIsSpokenPlainlyWithANote(String kind, String format, String text) {
        isSpokenPlainly(kind, format, text, "en-US");
    }

    @Test
    void otherLanguagesSpellButWriteNothingOut() {
        assertThat(words(sayAs("digits", "", "123"), "de-DE")).isEqualTo("1 2 3");
        assertThat(words(sayAs("characters", "", "äb@c"), "de-DE")).isEqualTo("Ä B @ C");
        assertThat(words(sayAs("telephone", "", "+49 30 123"), "de-DE")).isEqualTo("+ 4 9, 3 0, 1 2 3");
        isSpokenPlainly("cardinal", "", "123", "de-DE");
    }

    @Test
    void languageTagDecidesForWhatStandsInIt() {
        assertThat(words("<lang xml:lang=\"fr-FR\">" + sayAs("cardinal", "", "5") + "</lang>", "en-US"))
                .isEqualTo("5");
    }

    @Test
    void wordsAroundAreKeptApart() {
        assertThat(words("Code" + sayAs("digits", "", "12") + ", thanks", "en-US"))
                .isEqualTo("Code 1 2, thanks");
    }

    @Test
    void hugeNumbersAreWrittenOut() {
        assertThat(spoken("cardinal", "999999999999999999"))
                .startsWith("nine hundred ninety-nine quadrillion")
                .endsWith("nine hundred ninety-nine");
    }
}
