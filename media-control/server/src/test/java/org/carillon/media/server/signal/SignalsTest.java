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
    private final HeldSounds sounds = new HeldSounds();

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

    private void play(String id, int turns, int pause, int longest) {
        play(id, new Prompt(sounds, KeySink.NONE, turns, pause), longest, 1, false);
    }

    private Play play(String id, Prompt prompt, int longest, int segments, boolean open) {
        Play play = new Play(id, prompt, longest, this::ended);
        places.start(play);
        play.append(HeldSounds.segments(segments), open);
        return play;
    }

    private Collect collect(String id, int least, int most, boolean bargeIn) {
        return collect(id, new CollectRules(least, most, 50, 25, "#*", bargeIn), 1, false);
    }

    private Collect collect(String id, CollectRules rules, int segments, boolean open) {
        Prompt prompt = new Prompt(sounds, KeySink.NONE, 1, 0);
        Collect collect = new Collect(id, prompt, rules, places.typedAhead(), this::ended);
        places.start(collect);
        collect.append(HeldSounds.segments(segments), open);
        return collect;
    }

    private void press(String keys) {
        keys.chars().forEach(key -> places.key((char) key));
    }

    @Test
    void piecesFollowOneAnotherWithinAFrame() {
        play("a", 1, 0, 0);
        sounds.arrive(List.of(Piece.of(Pcm.silence(10)), Piece.of(Tones.sine(25, 440)), Piece.of(Pcm.silence(5))));
        assertThat(turns(1)).isTrue();
        assertThat((int) frame[79]).isZero();
        assertThat((int) frame[95]).isNotZero();
        turns(2);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=40");
    }

    @Test
    void loopRepeatsWithItsPauseUntilStopped() {
        play("a", -1, 160, 0);
        sounds.arrive(tone(20));
        turns(101);
        assertThat(ends).isEmpty();
        places.stop(signal -> signal.requestId().equals("a"), EndReason.STOPPED);
        assertThat(ends).containsExactly("a oc rc=100 rs=stopped am=2020");
        assertThat(turns(1)).isFalse();
    }

    @Test
    void longestDurationEndsALoop() {
        play("a", -1, 0, 10);
        sounds.arrive(tone(20));
        turns(20);
        assertThat(ends).containsExactly("a oc rc=100 rs=max am=200");
    }

    @Test
    void emptyLoopEndsInsteadOfSpinning() {
        play("a", -1, 0, 0);
        sounds.arrive(List.of());
        turns(2);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=0");
    }

    @Test
    void newSignalEndsTheOlderOneOnce() {
        play("a", -1, 0, 0);
        sounds.arrive(tone(1000));
        turns(5);
        play("b", 1, 0, 0);
        sounds.arrive(tone(20));
        turns(3);
        assertThat(ends).containsExactly("a oc rc=100 rs=stopped am=100", "b oc rc=100 rs=done am=20");
    }

    @Test
    void promptThatComesAfterTheEndChangesNothing() {
        play("a", new Prompt(sounds, KeySink.NONE, 1, 0), 0, 2, false);
        places.stop(signal -> true, EndReason.HANGUP);
        sounds.arrive(tone(20));
        sounds.lose("too late");
        assertThat(turns(2)).isFalse();
        assertThat(ends).containsExactly("a oc rc=100 rs=hangup am=0");
    }

    @Test
    void keysAreSentAsEventsWhereThatIsPossible() {
        KeySink sink = key -> sentKeys.append(key).length() > 0;
        play("a", new Prompt(sounds, sink, 1, 0), 0, 1, false);
        sounds.arrive(List.of(new Piece(Tones.sine(100, 697, 1209), '1'), new Piece(Tones.sine(100, 697, 1209), '1')));
        turns(5);
        assertThat((int) frame[20]).isZero();
        turns(6);
        assertThat(sentKeys.toString()).isEqualTo("11");
    }

    @Test
    void firstDigitTimerRunsFromTheEndOfThePrompt() {
        collect("c", 1, 4, true);
        sounds.arrive(tone(1000));
        turns(100);
        assertThat(ends).isEmpty();
        turns(1);
        assertThat(ends).containsExactly("c of rc=326 rs=timeout am=1000");
    }

    @Test
    void digitTimerEndsACollectionThatHasEnough() {
        collect("c", 1, 4, true);
        sounds.arrive(List.of());
        turns(1);
        press("12");
        turns(25);
        assertThat(ends).isEmpty();
        turns(1);
        assertThat(ends).containsExactly("c oc rc=100 rs=timeout am=0 dc=12");
    }

    @Test
    void tooFewDigitsAreAFailureThatNamesThem() {
        collect("c", 3, 4, true);
        sounds.arrive(List.of());
        press("1#");
        assertThat(ends).containsExactly("c of rc=329 rs=key am=0 dc=1 ik=#");
    }

    @Test
    void endKeyAloneIsNoDigit() {
        collect("c", 1, 4, true);
        sounds.arrive(List.of());
        press("*");
        assertThat(ends).containsExactly("c of rc=326 rs=key am=0 ik=*");
    }

    @Test
    void keyDuringLoadingCountsAndThePromptIsNotPlayed() {
        collect("c", 1, 2, true);
        press("1");
        sounds.arrive(tone(1000));
        assertThat(turns(1)).isFalse();
        press("2");
        assertThat(ends).containsExactly("c oc rc=100 rs=max am=0 dc=12");
    }

    @Test
    void promptThatMayNotBeCutKeepsTheKeysForLater() {
        collect("c", 1, 2, false);
        sounds.arrive(tone(200));
        turns(3);
        press("12");
        assertThat(turns(7)).isTrue();
        turns(1);
        assertThat(ends).containsExactly("c oc rc=100 rs=max am=200 dc=12");
    }

    @Test
    void keysTypedAheadCutThePromptAndTheRestIsKept() {
        press("123");
        collect("c", 1, 2, true);
        sounds.arrive(tone(1000));
        turns(1);
        assertThat(ends).containsExactly("c oc rc=100 rs=max am=0 dc=12");
        collect("d", 1, 1, true);
        sounds.arrive(List.of());
        turns(1);
        assertThat(ends).last().isEqualTo("d oc rc=100 rs=max am=0 dc=3");
    }

    @Test
    void playOfWhichNothingCanBeHadFailsWithTheReason() {
        play("a", 1, 0, 0);
        sounds.lose("HTTP 404, \"gone\"\n");
        turns(1);
        assertThat(ends).containsExactly("a of rc=301 rs=prompt am=0 ls=1 tx=\"HTTP 404, \"\"gone\"\"?\"");
    }

    @Test
    void segmentThatCannotBeHadIsSkippedAndTold() {
        play("a", new Prompt(sounds, KeySink.NONE, 1, 0), 0, 3, false);
        sounds.arrive(tone(20));
        sounds.lose("no such file");
        sounds.arrive(tone(20));
        turns(3);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=40 ls=1 tx=\"no such file\"");
    }

    @Test
    void collectionGoesOnWithoutItsPrompt() {
        collect("c", 1, 2, true);
        sounds.lose("no such file");
        turns(1);
        assertThat(ends).isEmpty();
        press("12");
        assertThat(ends).containsExactly("c oc rc=100 rs=max am=0 ls=1 tx=\"no such file\" dc=12");
    }

    @Test
    void segmentIsPlayedAlthoughTheNextIsNotLoaded() {
        play("a", new Prompt(sounds, KeySink.NONE, 1, 0), 0, 2, false);
        sounds.arrive(tone(30));
        assertThat(turns(2)).isTrue();
        assertThat((int) frame[60]).isNotZero();
        assertThat((int) frame[80])
                .as("a frame that is not full is filled up with silence")
                .isZero();
        assertThat(turns(5)).isFalse();
        sounds.arrive(tone(20));
        assertThat(turns(1)).isTrue();
        turns(1);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=50");
    }

    @Test
    void fewSegmentsAreLoadedBeforeTheirTurn() {
        play("a", new Prompt(sounds, KeySink.NONE, 1, 0), 0, 100, false);
        assertThat(sounds.asked()).isEqualTo(6);
        sounds.arrive(tone(20));
        turns(2);
        assertThat(sounds.asked()).isEqualTo(7);
    }

    @Test
    void openListWaitsInSilenceForWhatIsAppended() {
        Play play = play("a", new Prompt(sounds, KeySink.NONE, 1, 0), 0, 1, true);
        sounds.arrive(tone(20));
        assertThat(turns(1)).isTrue();
        assertThat(turns(100)).isFalse();
        play.append(HeldSounds.segments(1), true);
        sounds.arrive(tone(20));
        assertThat(turns(1)).isTrue();
        play.append(List.of(), false);
        turns(1);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=40");
    }

    @Test
    void whatIsAppendedInTimeFollowsWithoutAGap() {
        Play play = play("a", new Prompt(sounds, KeySink.NONE, 1, 0), 0, 1, true);
        sounds.arrive(tone(30));
        turns(1);
        play.append(HeldSounds.segments(1), false);
        sounds.arrive(tone(30));
        assertThat(turns(1)).isTrue();
        assertThat((int) frame[90]).isNotZero();
        turns(2);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=60");
    }

    @Test
    void listThatIsClosedTakesNothingMore() {
        Play play = play("a", new Prompt(sounds, KeySink.NONE, 1, 0), 0, 1, false);
        play.append(HeldSounds.segments(1), true);
        sounds.arrive(tone(20));
        turns(2);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=20");
    }

    @Test
    void loopBeginsWhenTheListIsClosed() {
        Play play = play("a", new Prompt(sounds, KeySink.NONE, 2, 160), 0, 1, true);
        sounds.arrive(tone(20));
        assertThat(turns(10)).isFalse();
        play.append(HeldSounds.segments(1), false);
        sounds.arrive(tone(20));
        turns(4);
        assertThat(ends).isEmpty();
        turns(1);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=100");
    }

    @Test
    void openListThatGetsNothingIsClosedAndSaysSo() {
        Play play = play("a", new Prompt(sounds, KeySink.NONE, 1, 0), 0, 1, true);
        turns(4000);
        sounds.arrive(tone(20));
        turns(1 + Prompt.MOST_IDLE_TURNS - 1);
        play.append(List.of(), true);
        turns(Prompt.MOST_IDLE_TURNS);
        assertThat(ends).isEmpty();
        turns(1);
        assertThat(ends).containsExactly("a oc rc=100 rs=done am=20 cl=idle");
    }

    @Test
    void keyWhileAnOpenListIsWaitingEndsThePrompt() {
        CollectRules rules = new CollectRules(1, 2, 50, 25, "#", true);
        Collect collect = collect("c", rules, 1, true);
        sounds.arrive(tone(20));
        turns(5);
        press("1");
        collect.append(HeldSounds.segments(1), false);
        assertThat(turns(1)).isFalse();
        press("2");
        assertThat(ends).containsExactly("c oc rc=100 rs=max am=20 dc=12");
    }

    @Test
    void firstDigitTimerRunsFromTheEndOfAnOpenList() {
        CollectRules rules = new CollectRules(1, 2, 50, 25, "#", true);
        Collect collect = collect("c", rules, 1, true);
        sounds.arrive(tone(20));
        turns(500);
        collect.append(HeldSounds.segments(1), false);
        sounds.arrive(tone(20));
        turns(51);
        assertThat(ends).isEmpty();
        turns(1);
        assertThat(ends).containsExactly("c of rc=326 rs=timeout am=40");
    }

    @Test
    void impossibleRulesAreRefused() {
        assertThatThrownBy(() -> new CollectRules(5, 4, 1, 1, "", true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CollectRules(1, 251, 1, 1, "", true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CollectRules(1, 1, 0, 1, "", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
