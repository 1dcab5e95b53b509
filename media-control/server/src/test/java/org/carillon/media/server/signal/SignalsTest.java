// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.audio.Tones;
import org.carillon.media.server.prompt.Piece;
import org.junit.jupiter.api.Test;

/** Play and collect, moved frame by frame: no clock is involved. */
class SignalsTest {
    private final List<String> ends = new ArrayList<>();
    private final SignalPlaces places = new SignalPlaces();
    private final short[] frame = new short[Pcm.FRAME];
    private final short[] spare = new short[Pcm.FRAME];
    private final StringBuilder sentKeys = new StringBuilder();

    private void ended(Signal signal, Outcome outcome) {
        ends.add(outcome.requestId() + " " + outcome.event() + " " + outcome.arguments());
    }

    private boolean turns(int count) {
        boolean sound = false;
        for (int i = 0; i < count; i++) {
            sound = places.play(frame, spare);
        }
        return sound;
    }

    private static List<Piece> tone(int millis) {
        return List.of(Piece.of(Tones.sine(millis, 440)));
    }

    private Play play(String id, int turns, int pause, int longest) {
        Play play = new Play(id, turns, pause, longest, KeySink.NONE, this::ended);
        places.start(play);
        return play;
    }

    private Collect collect(String id, int least, int most, boolean bargeIn) {
        CollectRules rules = new CollectRules(least, most, 50, 25, "#*", bargeIn);
        Collect collect = new Collect(id, rules, 1, KeySink.NONE, places.typedAhead(), this::ended);
        places.start(collect);
        return collect;
    }

    private void press(String keys) {
        keys.chars().forEach(key -> places.key((char) key));
    }

    @Test
    void piecesFollowOneAnotherWithinAFrame() {
        Play play = play("a", 1, 0, 0);
        play.ready(List.of(Piece.of(Pcm.silence(10)), Piece.of(Tones.sine(25, 440)), Piece.of(Pcm.silence(5))));
        assertThat(turns(1)).isTrue();
        assertThat((int) frame[79]).isZero();
        assertThat((int) frame[95]).isNotZero();
        turns(2);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=40");
    }

    @Test
    void loopRepeatsWithItsPauseUntilStopped() {
        Play play = play("a", -1, 160, 0);
        play.ready(tone(20));
        turns(101);
        assertThat(ends).isEmpty();
        places.stop(signal -> signal.requestId().equals("a"), EndReason.STOPPED);
        assertThat(ends).containsExactly("a oc rc=100 rs=stopped am=2020");
        assertThat(turns(1)).isFalse();
    }

    @Test
    void longestDurationEndsALoop() {
        play("a", -1, 0, 10).ready(tone(20));
        turns(20);
        assertThat(ends).containsExactly("a oc rc=100 rs=max am=200");
    }

    @Test
    void emptyLoopEndsInsteadOfSpinning() {
        play("a", -1, 0, 0).ready(List.of());
        turns(2);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=0");
    }

    @Test
    void newSignalEndsTheOlderOneOnce() {
        play("a", -1, 0, 0).ready(tone(1000));
        turns(5);
        play("b", 1, 0, 0).ready(tone(20));
        turns(3);
        assertThat(ends).containsExactly("a oc rc=100 rs=stopped am=100", "b oc rc=100 rs=done am=20");
    }

    @Test
    void promptThatComesAfterTheEndChangesNothing() {
        Play play = play("a", 1, 0, 0);
        places.stop(signal -> true, EndReason.HANGUP);
        play.ready(tone(20));
        play.failed("too late");
        assertThat(turns(2)).isFalse();
        assertThat(ends).containsExactly("a oc rc=100 rs=hangup am=0");
    }

    @Test
    void keysAreSentAsEventsWhereThatIsPossible() {
        KeySink sink = key -> sentKeys.append(key).length() > 0;
        Play play = new Play("a", 1, 0, 0, sink, this::ended);
        places.start(play);
        play.ready(List.of(new Piece(Tones.sine(100, 697, 1209), '1'), new Piece(Tones.sine(100, 697, 1209), '1')));
        turns(5);
        assertThat((int) frame[20]).isZero();
        turns(6);
        assertThat(sentKeys.toString()).isEqualTo("11");
    }

    @Test
    void firstDigitTimerRunsFromTheEndOfThePrompt() {
        collect("c", 1, 4, true).ready(tone(1000));
        turns(100);
        assertThat(ends).isEmpty();
        turns(1);
        assertThat(ends).containsExactly("c of rc=326 rs=timeout am=1000");
    }

    @Test
    void digitTimerEndsACollectionThatHasEnough() {
        collect("c", 1, 4, true).ready(List.of());
        turns(1);
        press("12");
        turns(25);
        assertThat(ends).isEmpty();
        turns(1);
        assertThat(ends).containsExactly("c oc rc=100 rs=timeout am=0 dc=12");
    }

    @Test
    void tooFewDigitsAreAFailureThatNamesThem() {
        collect("c", 3, 4, true).ready(List.of());
        press("1#");
        assertThat(ends).containsExactly("c of rc=329 rs=key am=0 dc=1 ik=#");
    }

    @Test
    void endKeyAloneIsNoDigit() {
        collect("c", 1, 4, true).ready(List.of());
        press("*");
        assertThat(ends).containsExactly("c of rc=326 rs=key am=0 ik=*");
    }

    @Test
    void keyDuringLoadingCountsAndThePromptIsNotPlayed() {
        Collect collect = collect("c", 1, 2, true);
        press("1");
        collect.ready(tone(1000));
        assertThat(turns(1)).isFalse();
        press("2");
        assertThat(ends).containsExactly("c oc rc=100 rs=max am=0 dc=12");
    }

    @Test
    void promptThatMayNotBeCutKeepsTheKeysForLater() {
        collect("c", 1, 2, false).ready(tone(200));
        turns(3);
        press("12");
        assertThat(turns(7)).isTrue();
        turns(1);
        assertThat(ends).containsExactly("c oc rc=100 rs=max am=200 dc=12");
    }

    @Test
    void keysTypedAheadCutThePromptAndTheRestIsKept() {
        press("123");
        collect("c", 1, 2, true).ready(tone(1000));
        turns(1);
        assertThat(ends).containsExactly("c oc rc=100 rs=max am=0 dc=12");
        collect("d", 1, 1, true).ready(List.of());
        turns(1);
        assertThat(ends).last().isEqualTo("d oc rc=100 rs=max am=0 dc=3");
    }

    @Test
    void failedPromptEndsTheSignalWithItsReason() {
        collect("c", 1, 2, true).failed("HTTP 404, \"gone\"\n");
        assertThat(ends).containsExactly("c of rc=301 rs=prompt am=0 tx=\"HTTP 404, \"\"gone\"\"?\"");
    }

    @Test
    void impossibleRulesAreRefused() {
        assertThatThrownBy(() -> new CollectRules(5, 4, 1, 1, "", true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CollectRules(1, 251, 1, 1, "", true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CollectRules(1, 1, 0, 1, "", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
