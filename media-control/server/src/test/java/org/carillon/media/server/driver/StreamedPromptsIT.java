// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptException;
import org.carillon.engine.media.Segment;
import org.junit.jupiter.api.Test;

/** Prompts that become ready one after another, as the caller hears them. */
class StreamedPromptsIT extends RunningDriver {
    @Test
    void promptsAreHeardOneAfterAnotherWhileTheRestIsStillBeingMade() {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);
        String play = operation();
        assertDone(new MediaCommand.Play(play, leg, List.of(BEEP, say("later"), say("last")), 1));
        await().until(() -> caller.heard() >= 20);
        assertSilent(caller);
        assertThat(events).isEmpty();

        spoken("later", new Segment.Tone(Prompt.Tone.Kind.BEEP, "us"));
        await().until(() -> caller.heard() >= 40);
        spoken("last", new Segment.Tone(Prompt.Tone.Kind.BEEP, "us"));

        assertThat(((MediaEvent.PlayEnded) event(play)).failure()).isEmpty();
        assertThat(caller.heard()).isBetween(60L, 63L);
        assertThat(events).hasSize(1);
    }

    @Test
    void promptsThatFailAreToldAndDigitsAreCollectedAllTheSame() {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);
        String collect = operation();
        spoken("missing", new Segment.File("file:///no/such.wav"));
        var prompts = List.of(say("failing"), say("missing"), BEEP);
        assertDone(new MediaCommand.Collect(collect, leg, prompts, 2, "", Duration.ofSeconds(5), true));
        var failure = new MediaFailure(Kind.SPEECH_FAILED, "no voice");
        spoken.computeIfAbsent("failing", any -> new CompletableFuture<>())
                .completeExceptionally(new PromptException(failure));
        await().until(() -> caller.heard() > 10);

        caller.press("42");

        await().until(() -> events.size() == 3);
        assertThat(events.get(0)).isEqualTo(new MediaEvent.PromptFailed(leg, 0, collect, failure));
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        MediaEvent.PromptFailed.class,
                        failed -> assertThat(failed.failure().message()).contains("no such file"));
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        MediaEvent.Collected.class,
                        collected -> assertThat(collected.digits()).isEqualTo("42"));
    }

    @Test
    void keyWhileAPromptIsStillBeingMadeIsCollected() {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);
        String collect = operation();
        assertDone(new MediaCommand.Collect(collect, leg, List.of(say("never")), 1, "", Duration.ofSeconds(5), true));

        caller.press("7");

        assertThat(event(collect))
                .isInstanceOfSatisfying(
                        MediaEvent.Collected.class,
                        collected -> assertThat(collected.digits()).isEqualTo("7"));
    }

    @Test
    void whatBecomesReadyAfterAStopIsNotHeard() {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);
        String play = operation();
        assertDone(new MediaCommand.Play(play, leg, List.of(say("late")), 1));
        assertDone(new MediaCommand.Stop(operation(), leg, play));
        assertThat(event(play)).isInstanceOf(MediaEvent.PlayEnded.class);

        spoken("late", new Segment.Tone(Prompt.Tone.Kind.BEEP, "us"));

        assertSilent(caller);
        assertThat(caller.heard()).isZero();
    }
}
