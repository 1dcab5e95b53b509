// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.carillon.media.layer.SpeechPieces.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a text is split. A bar in a test's text stands for a split. */
class SpeechPiecesTest {
    private static List<String> texts(String text) {
        return SpeechPieces.of(text).stream().map(Piece::text).toList();
    }

    private static void assertSplit(String marked) {
        assertThat(String.join(" | ", texts(marked.replace(" | ", " ")))).isEqualTo(marked);
    }

    @Test
    void nothingGivesNothing() {
        assertThat(SpeechPieces.of(" \n ")).isEmpty();
    }

    @Test
    void sentencesAreThePieces() {
        assertSplit("You have reached the service desk of our company. | Do you want to speak to somebody right now? | "
                + "Then please stay on the line for a while! | We will be with you soon.");
    }

    @Test
    void pausesFollowAllPiecesButTheLast() {
        assertThat(SpeechPieces.of("You have reached the service desk of our company. Please stay on the line."))
                .containsExactly(
                        new Piece("You have reached the service desk of our company.", SpeechPieces.SENTENCE_PAUSE),
                        new Piece("Please stay on the line.", 0));
    }

    @Test
    void shortSentencesStayTogether() {
        assertSplit("Hello. Good morning. How are you? We are open. | Call again.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The balance of the account is one thousand and 3.14 or 1.000,50 euros today",
                "It begins tomorrow afternoon punctually at 10:30 and takes 5:00 hours",
                "On the way to the office this morning I met Mr. Smith and Mrs. Jones, Dr. Brown and J. Miller",
                "We deliver to every country of the world, e.g. France and the U.S. Territories",
                "Wir sehen uns wieder bei der Versammlung am 3. Oktober in Berlin",
                "There are many languages that we know approx. five of, etc. and so on",
                "Please write to the address service.desk@company.example.com about that",
                "This is what they were waiting for... and it came at last"
            })
    void markInsideASentenceIsNoEnd(String text) {
        assertThat(texts(text)).containsExactly(text);
    }

    @Test
    void quotesAndBracketsBelongToTheirSentence() {
        assertSplit(
                "She said to everybody in the whole room: \"Come in!\" | (That was the last that we heard of her for years.) "
                        + "| Then it was over.");
    }

    @Test
    void scriptsWithoutBlanksAreSplitToo() {
        String first = "\u4eca".repeat(45) + "\u3002";
        String second = "\u65e5".repeat(45) + "\uff1f";
        assertThat(texts(first + second + "\u597d")).containsExactly(first, second, "\u597d");
    }

    @Test
    void arabicAndHindiMarksEndSentences() {
        String arabic = "\u0645\u0631\u062d\u0628\u0627 ".repeat(10).strip() + "\u061f";
        String hindi = "\u0928\u092e\u0938\u094d\u0924\u0947 ".repeat(10).strip() + "\u0964";
        assertThat(texts(arabic + " " + hindi + " " + arabic)).containsExactly(arabic, hindi, arabic);
    }

    @Test
    void longSentenceIsSplitAtItsClauses() {
        String clause = "this is a clause of a sentence that goes on and on";
        List<Piece> pieces = SpeechPieces.of(
                clause + ", " + clause + "; " + clause + ", " + clause + ", " + clause + " " + clause + " " + clause);
        assertThat(pieces)
                .containsExactly(
                        new Piece(clause + ", " + clause + ";", SpeechPieces.CLAUSE_PAUSE),
                        new Piece(clause + ", " + clause + ",", SpeechPieces.COMMA_PAUSE),
                        new Piece(clause + " " + clause + " " + clause, 0));
    }

    @Test
    void whatHasNoMarksIsSplitBetweenWords() {
        List<Piece> pieces = SpeechPieces.of("word ".repeat(100));
        assertThat(pieces).hasSize(3).allMatch(piece -> piece.text().length() <= SpeechPieces.LONG);
        assertThat(pieces).allMatch(piece -> piece.pauseMillis() == 0);
        assertThat(pieces).allMatch(piece -> piece.text().endsWith("word"));
    }

    @Test
    void whatHasNotEvenBlanksIsCutButNoCharacterIsHalved() {
        String bells = "x" + "\ud83d\udd14".repeat(500);
        List<String> texts = texts(bells);
        assertThat(String.join("", texts)).isEqualTo(bells);
        assertThat(texts)
                .allMatch(text -> text.length() <= SpeechPieces.LONG)
                .noneMatch(text -> Character.isHighSurrogate(text.charAt(text.length() - 1)));
    }

    @Test
    void anyTextIsSplitWithoutLosingAnything() {
        Random random = new Random(7);
        String alphabet = "ab C.!?;:, \u3002\u061f\"()19\n\ud83d\udd14";
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(900); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            List<Piece> pieces = SpeechPieces.of(text.toString());
            assertThat(String.join("", pieces.stream().map(Piece::text).toList())
                            .replaceAll("\\s", ""))
                    .isEqualTo(text.toString().replaceAll("\\s", ""));
            assertThat(pieces)
                    .allMatch(piece ->
                            !piece.text().isBlank() && piece.text().length() <= SpeechPieces.LONG + SpeechPieces.SHORT);
        }
    }

    @Test
    void longestTextOfASayHasABoundedNumberOfPieces() {
        assertThat(SpeechPieces.of("A. ".repeat(1365)).size()).isLessThan(110);
        assertThat(SpeechPieces.of("Oh! ".repeat(1024)).size()).isLessThan(110);
    }
}
