// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaEvent.EndReason;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MixMode;
import org.carillon.engine.media.Prompt;
import org.junit.jupiter.api.Test;

/** The engine's port over the MGCP driver to this server: what each command does. */
class MgcpDriverIT extends RunningDriver {
    @Test
    void aCallerHearsAPromptAndItsEndIsTold() {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);

        String play = operation();
        assertDone(new MediaCommand.Play(play, leg, List.of(new Prompt.Silence(Duration.ofMillis(100)), BEEP), 2));

        await().until(() -> caller.heard() > 20);
        var ended = (MediaEvent.PlayEnded) event(play);
        assertThat(ended.failure()).isEmpty();
        assertThat(ended.source()).isEqualTo(leg);
    }

    @Test
    void digitsAreCollectedAndTheFirstSilencesThePrompt() {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);
        String collect = operation();
        assertDone(new MediaCommand.Collect(
                collect,
                leg,
                List.of(new Prompt.Silence(Duration.ofSeconds(30))),
                4,
                "#",
                Duration.ofSeconds(5),
                true));

        caller.press("12#");

        assertThat(event(collect)).isInstanceOfSatisfying(MediaEvent.Collected.class, collected -> {
            assertThat(collected.digits()).isEqualTo("12");
            assertThat(collected.reason()).isEqualTo(EndReason.FINISH_KEY);
        });
    }

    @Test
    void aCollectionWithoutADigitEndsByItsTimer() {
        MediaHandle leg = openLeg(caller());
        String collect = operation();
        assertDone(new MediaCommand.Collect(collect, leg, List.of(), 0, "", Duration.ofMillis(300), true));

        assertThat(event(collect))
                .isInstanceOfSatisfying(
                        MediaEvent.Collected.class,
                        collected -> assertThat(collected.reason()).isEqualTo(EndReason.TIMEOUT));
    }

    @Test
    void aWatchedDigitIsToldWhileAPromptPlaysAndStoppingEndsThePrompt() {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);
        String watch = operation();
        assertDone(new MediaCommand.WatchDigits(watch, leg, "*"));
        String play = operation();
        assertDone(new MediaCommand.Play(play, leg, List.of(BEEP), 0));

        caller.press("5*");

        assertThat(event(watch))
                .isInstanceOfSatisfying(
                        MediaEvent.DigitHeard.class,
                        heard -> assertThat(heard.digit()).isEqualTo('*'));
        assertThat(events).noneMatch(e -> e.operation().equals(play));
        assertDone(new MediaCommand.Stop(operation(), leg, play));
        assertThat(event(play)).isInstanceOf(MediaEvent.PlayEnded.class);
    }

    @Test
    void aRecordingIsWrittenAndItsFileTold() throws Exception {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);
        String record = operation();
        caller.speak(true);
        assertDone(new MediaCommand.Record(
                record, leg, "RE1", true, Duration.ofMillis(900), Duration.ofSeconds(5), "#", false, false));

        var recorded = (MediaEvent.Recorded) event(record);

        assertThat(recorded.reason()).isEqualTo(EndReason.MAX_LENGTH);
        assertThat(recorded.length()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1000));
        assertThat(Files.size(Path.of(URI.create(recorded.file())))).isGreaterThan(12_000);
        assertThat(recorded.sha256()).hasSize(64);
    }

    @Test
    void bridgedLegsHearEachOtherUntilOneIsMutedOrLeaves() {
        RtpCaller alice = caller();
        RtpCaller bob = caller();
        MediaHandle a = openLeg(alice);
        MediaHandle b = openLeg(bob);
        MediaHandle mixer =
                ((MediaResult.Opened) perform(new MediaCommand.Bridge(operation(), CALL, List.of(a, b)))).handle();
        alice.speak(true);
        await().until(() -> bob.heard() > 10);
        assertThat(alice.heard()).isZero();

        assertDone(new MediaCommand.Join(operation(), mixer, a, MixMode.HEAR));
        assertSilent(bob);
        assertDone(new MediaCommand.Join(operation(), mixer, a, MixMode.SPEAK_AND_HEAR));
        long before = bob.heard();
        await().until(() -> bob.heard() > before + 10);

        assertDone(new MediaCommand.Leave(operation(), mixer, a));
        assertSilent(bob);
        assertDone(new MediaCommand.Close(operation(), mixer));
        assertDone(new MediaCommand.Close(operation(), a));
        assertDone(new MediaCommand.Close(operation(), b));
        await().until(() -> driver.health().legs() == 0);
    }

    @Test
    void closingALegEndsWhatRunsOnItAndTellsIt() {
        MediaHandle leg = openLeg(caller());
        String play = operation();
        assertDone(new MediaCommand.Play(play, leg, List.of(BEEP), 0));

        assertDone(new MediaCommand.Close(operation(), leg));

        assertThat(event(play)).isInstanceOf(MediaEvent.PlayEnded.class);
        assertThat(perform(new MediaCommand.Play(operation(), leg, List.of(BEEP), 1)))
                .isInstanceOfSatisfying(
                        MediaResult.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Kind.GONE));
    }

    @Test
    void anOfferIsMadeAndAnsweredLater() {
        RtpCaller caller = caller();
        var opened = (MediaResult.Opened) perform(new MediaCommand.Open(operation(), CALL, Optional.empty()));
        caller.answered(opened.localSdp().orElseThrow());

        assertThat(perform(new MediaCommand.Modify(operation(), opened.handle(), caller.offer())))
                .isInstanceOf(MediaResult.Modified.class);
        assertDone(new MediaCommand.Play(operation(), opened.handle(), List.of(BEEP), 1));
        await().until(() -> caller.heard() > 5);
    }

    @Test
    void anOfferWithoutACommonCodecIsNotAcceptable() {
        String offer = caller().offer()
                .replace("PCMU/8000", "G729/8000")
                .replace("AVP 0", "AVP 18")
                .replace("rtpmap:0", "rtpmap:18");

        assertThat(perform(new MediaCommand.Open(operation(), CALL, Optional.of(offer))))
                .isInstanceOfSatisfying(
                        MediaResult.Failed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Kind.NOT_ACCEPTABLE));
    }

    @Test
    void aNodeThatTakesALegOverGetsTheEventsThatTheOtherMissed() {
        RtpCaller caller = caller();
        MediaHandle leg = openLeg(caller);
        String watch = operation();
        assertDone(new MediaCommand.WatchDigits(watch, leg, "0123456789"));
        caller.press("1");
        long seen = event(watch).number();
        driver.close();
        caller.press("23");

        List<MediaEvent> there = new CopyOnWriteArrayList<>();
        driver = driver(there);
        await().untilAsserted(() -> {
            assertThat(driver.takeOver(operation(), leg, seen, Duration.ofSeconds(2))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(MediaResult.Done.class);
            assertThat(there).hasSize(2);
        });

        assertThat(there)
                .allMatch(e -> e.operation().equals(watch))
                .extracting(e -> ((MediaEvent.DigitHeard) e).digit())
                .containsExactlyInAnyOrder('2', '3');
        caller.press("4");
        await().until(() -> there.size() == 3);
    }
}
