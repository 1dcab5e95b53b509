// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carillon.engine.markup.Reading.clean;
import static org.carillon.engine.markup.Reading.codes;
import static org.carillon.engine.markup.Reading.document;
import static org.carillon.engine.markup.Reading.refused;
import static org.carillon.engine.markup.Reading.warned;

import java.time.Duration;
import java.util.Optional;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.value.Tones;
import org.carillon.engine.markup.value.Tones.Step;
import org.carillon.engine.markup.verb.Pause;
import org.carillon.engine.markup.verb.Play;
import org.junit.jupiter.api.Test;

class PlayAndPauseTest {

    @Test
    void barePlayIsPlayedOnce() {
        Play play = clean(Play.class, "<Play>\n  ../cowbell.mp3?a=1&amp;b=2\n</Play>");

        assertThat(play).isEqualTo(new Play(Optional.of("../cowbell.mp3?a=1&b=2"), Optional.empty(), 1));
    }

    @Test
    void loopZeroIsKept() {
        assertThat(clean(Play.class, "<Play loop=\"0\">a.wav</Play>").loop()).isZero();
    }

    @Test
    void invalidLoopBecomesOne() {
        assertThat(warned(Play.class, "<Play loop=\"x\">a.wav</Play>", 13410).loop())
                .isEqualTo(1);
    }

    @Test
    void digitsAreKeysAndWaits() {
        Play play = clean(Play.class, "<Play digits=\"ww1W#\"/>");

        assertThat(play.url()).isEmpty();
        assertThat(play.digits().orElseThrow().steps())
                .containsExactly(
                        new Step.Wait(Duration.ofMillis(500)),
                        new Step.Wait(Duration.ofMillis(500)),
                        new Step.Press(DialKey.ONE),
                        new Step.Wait(Duration.ofSeconds(1)),
                        new Step.Press(DialKey.POUND));
    }

    @Test
    void invalidDigitsAreLeftOut() {
        Play play = warned(Play.class, "<Play digits=\"12x\">a.wav</Play>", 13430);

        assertThat(play.digits()).isEmpty();
        assertThat(play.url()).contains("a.wav");
    }

    @Test
    void playOfNothingIsLeftOut() {
        Document document = document("<Play/><Play digits=\"!\"/><Play> </Play>");

        assertThat(document.verbs()).isEmpty();
        assertThat(codes(document)).containsExactly(12200, 13430, 12200, 12200);
    }

    @Test
    void playRecordNeedsSomethingToPlay() {
        assertThatThrownBy(() -> new Play(Optional.empty(), Optional.empty(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tonesRefuseOtherCharacters() {
        assertThatThrownBy(() -> new Tones("12 3")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tones("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingMayStandInAPlay() {
        assertThat(refused("<Play><Say>x</Say></Play>").code()).isEqualTo(12200);
    }

    @Test
    void pauseLastsASecondUnlessItSaysOtherwise() {
        assertThat(clean(Pause.class, "<Pause/>")).isEqualTo(new Pause(Duration.ofSeconds(1)));
        assertThat(clean(Pause.class, "<Pause length=\" 7 \"/>").length()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void invalidLengthBecomesASecond() {
        assertThat(warned(Pause.class, "<Pause length=\"0\"/>", 13910).length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(warned(Pause.class, "<Pause length=\"5s\"/>", 13910).length())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pauseIsNoLongerThanACall() {
        assertThat(warned(Pause.class, "<Pause length=\"99999\"/>", 13910).length())
                .isEqualTo(Duration.ofHours(4));
    }

    @Test
    void textInAPauseIsLeftOut() {
        warned(Pause.class, "<Pause>5</Pause>", 12200);
    }
}
