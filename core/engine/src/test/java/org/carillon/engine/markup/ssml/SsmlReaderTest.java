// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carillon.engine.markup.ssml.Speech.read;
import static org.carillon.engine.markup.ssml.Speech.segments;

import java.time.Duration;
import org.carillon.engine.markup.ssml.SsmlReader.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsmlReaderTest {

    private static SpeechSegment plain(String text) {
        return new SpeechSegment(text, Prosody.NORMAL);
    }

    private static Silence silence(long milliseconds) {
        return new Silence(Duration.ofMillis(milliseconds));
    }

    private static Prosody prosody(String attributes) {
        return ((SpeechSegment)
                        segments("<prosody " + attributes + ">x</prosody>").get(0))
                .prosody();
    }

    @Test
    void breakSeparatesWords() {
        assertThat(segments("one <break time=\"1.234s\"/> two"))
                .containsExactly(plain("one"), silence(1234), plain("two"));
    }

    @ParameterizedTest
    @CsvSource({
        "1s, 1000",
        "20ms, 20",
        "0.5s, 500",
        ".25s, 250",
        "1.5ms, 2",
        "+2s, 2000",
        " 3s , 3000",
        "10s, 10000",
        "10000ms, 10000",
    })
    void lengthOfABreakIsExactToTheMillisecond(String time, long milliseconds) {
        assertThat(segments("<break time=\"" + time + "\"/>")).containsExactly(silence(milliseconds));
    }

    @ParameterizedTest
    @CsvSource({"weak, 260", "medium, 400", "strong, 700", "x-strong, 1200"})
    void strengthsHaveFixedLengths(String strength, long milliseconds) {
        assertThat(segments("<break strength=\"" + strength + "\"/>")).containsExactly(silence(milliseconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"strength=\"none\"", "strength=\"x-weak\"", "time=\"0s\""})
    void breakOfNoLengthIsNone(String attributes) {
        assertThat(segments("one <break " + attributes + "/> two")).containsExactly(plain("one two"));
    }

    @Test
    void bareBreakIsMediumAndTimeWinsOverStrength() {
        assertThat(segments("<break/>")).containsExactly(silence(400));
        assertThat(segments("<break strength=\"x-strong\" time=\"40ms\"/>")).containsExactly(silence(40));
    }

    @Test
    void breaksInARowAreOneSilence() {
        assertThat(segments("a<break time=\"1s\"/> <break time=\"2s\"/>b"))
                .containsExactly(plain("a"), silence(3000), plain("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"11s", "10001ms", "999999s"})
    void breakLastsTenSecondsAtMost(String time) {
        SsmlReader.Result result = read("<break time=\"" + time + "\"/>");

        assertThat(result.segments()).containsExactly(silence(10_000));
        assertThat(result.notes()).extracting(SsmlReader.Note::kind).containsExactly(Kind.INVALID_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"time=\"1\"", "time=\"-1s\"", "time=\"1 s\"", "time=\"1e3s\"", "strength=\"huge\""})
    void breakThatCannotBeReadIsMediumWithANote(String attributes) {
        SsmlReader.Result result = read("<break " + attributes + "/>");

        assertThat(result.segments()).containsExactly(silence(400));
        assertThat(result.notes()).hasSize(1);
    }

    @Test
    void prosodyHoldsForItsWordsAlone() {
        assertThat(segments("a <prosody rate=\"50%\">b <break time=\"20ms\"/> c</prosody> d"))
                .containsExactly(
                        plain("a"),
                        new SpeechSegment("b", Prosody.NORMAL.withRate(50)),
                        silence(20),
                        new SpeechSegment("c", Prosody.NORMAL.withRate(50)),
                        plain("d"));
    }

    @ParameterizedTest
    @CsvSource({
        "x-slow, 50",
        "slow, 75",
        "medium, 100",
        "default, 100",
        "fast, 125",
        "x-fast, 150",
        "85%, 85",
        "0.8, 80",
        "+20%, 120",
        "-20%, 80",
        "200%, 200",
        "20%, 20",
    })
    void ratesAreRead(String rate, int percent) {
        assertThat(prosody("rate=\"" + rate + "\"").ratePercent()).isEqualTo(percent);
        assertThat(read("<prosody rate=\"" + rate + "\">x</prosody>").notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"201%, 200", "19%, 20", "quick, 100", "+5, 100", "10dB, 100"})
    void invalidRateIsNoted(String rate, int used) {
        assertThat(prosody("rate=\"" + rate + "\"").ratePercent()).isEqualTo(used);
        assertThat(read("<prosody rate=\"" + rate + "\">x</prosody>").notes())
                .extracting(SsmlReader.Note::kind)
                .containsExactly(Kind.INVALID_RATE);
    }

    @ParameterizedTest
    @CsvSource({
        "x-low, 70",
        "low, 85",
        "medium, 100",
        "default, 100",
        "high, 120",
        "x-high, 150",
        "+10%, 110",
        "-10%, 90",
        "+12st, 200",
        "-12st, 50",
        "+999%, 200",
    })
    void pitchesAreRead(String pitch, int percent) {
        assertThat(prosody("pitch=\"" + pitch + "\"").pitchPercent()).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({
        "x-soft, -12",
        "soft, -6",
        "medium, 0",
        "default, 0",
        "loud, 4",
        "x-loud, 8",
        "+6dB, 6",
        "-6dB, -6",
        "+99dB, 12",
        "-99dB, -60",
    })
    void volumesAreRead(String volume, int decibels) {
        assertThat(prosody("volume=\"" + volume + "\"").gainDecibels()).isEqualTo(decibels);
    }

    @Test
    void silentWordsAreMarked() {
        assertThat(prosody("volume=\"silent\"").silent()).isTrue();
        assertThat(segments("<prosody volume=\"silent\"><prosody volume=\"loud\">x</prosody></prosody>"))
                .containsExactly(new SpeechSegment("x", Prosody.NORMAL.withGain(4)));
    }

    @Test
    void invalidPitchAndVolumeAreNoted() {
        assertThat(prosody("pitch=\"440Hz\" volume=\"11\"")).isEqualTo(Prosody.NORMAL);
        assertThat(read("<prosody pitch=\"440Hz\" volume=\"11\">x</prosody>").notes())
                .hasSize(2);
    }

    @Test
    void signedChangesAreRelativeToTheTagAround() {
        assertThat(segments("<prosody rate=\"50%\" pitch=\"high\"><prosody rate=\"+10%\" volume=\"-3dB\">x</prosody>"
                        + "</prosody>"))
                .containsExactly(new SpeechSegment("x", new Prosody(55, 120, -3, false)));
    }

    @Test
    void aliasIsSpokenInsteadOfTheText() {
        assertThat(read("Call <sub alias=\"World Wide Web Consortium\">W3C</sub>, <sub>now</sub>."))
                .satisfies(result -> assertThat(result.notes()).isEmpty())
                .satisfies(result ->
                        assertThat(result.segments()).containsExactly(plain("Call World Wide Web Consortium, now.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emphasis", "lang", "p", "phoneme", "s", "w"})
    void otherTagsAreSpokenPlainlyWithOneNote(String tag) {
        SsmlReader.Result result = read("<" + tag + ">One.</" + tag + "> <" + tag + ">Two.</" + tag + ">");

        assertThat(result.segments()).containsExactly(plain("One. Two."));
        assertThat(result.notes()).extracting(SsmlReader.Note::kind).containsExactly(Kind.READ_AS_TEXT);
    }

    @Test
    void paragraphsAndSentencesEndAsSentencesDo() {
        assertThat(segments("<p>One</p><p>Two?</p><s>Three</s>")).containsExactly(plain("One. Two? Three."));
    }

    @Test
    void unknownTagsAreSpokenPlainlyWithAnotherNote() {
        SsmlReader.Result result = read("<amazon:effect name=\"whispered\">psst</amazon:effect>");

        assertThat(result.segments()).containsExactly(plain("psst"));
        assertThat(result.notes()).extracting(SsmlReader.Note::kind).containsExactly(Kind.UNKNOWN_TAG);
    }

    @Test
    void speakTagAroundEverythingIsNoMistake() {
        assertThat(read("<speak>Hi</speak>").notes()).isEmpty();
    }

    @Test
    void loneFullStopIsNotSpoken() {
        assertThat(segments("<break time=\"1s\"/>. ")).containsExactly(silence(1000));
    }

    @Test
    void signsThatMeanSomethingAreSpoken() {
        assertThat(segments("&amp;")).containsExactly(plain("&"));
    }

    @Test
    void partsRefuseWhatTheyCannotBe() {
        assertThatThrownBy(() -> new Silence(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Prosody(10, 100, 0, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Prosody(100, 10, 0, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Prosody(100, 100, 13, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
