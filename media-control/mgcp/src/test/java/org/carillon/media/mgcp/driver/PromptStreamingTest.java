// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaEvent.EndReason;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Prompt;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plays and collections whose prompts become ready one after another: what is sent when. */
class PromptStreamingTest {
    private static final String CALL = "CA0123456789abcdef0123456789abcdef";
    private static final String PLAY = CALL + ".2.1";
    private static final AccountSid ACCOUNT = new AccountSid("AC" + "a".repeat(32));

    private final SimulatedServer server = new SimulatedServer();
    private Driver driver = Driver.beginningAfter(Duration.ofMillis(20), server.setting("m1", "carillon"));

    @AfterEach
    void close() {
        driver.close();
        server.close();
    }

    private MediaHandle leg() {
        driver.awaitReady();
        driver.prompts().hold();
        return driver.openLeg(CALL + ".1.1");
    }

    private static List<Prompt> files(int count) {
        return IntStream.range(0, count)
                .<Prompt>mapToObj(i -> new Prompt.Audio(ACCOUNT, "file:///" + i + ".wav"))
                .toList();
    }

    private CompletableFuture<MediaResult> play(MediaHandle leg, int prompts) {
        return driver.media()
                .perform(new MediaCommand.Play(PLAY, leg, files(prompts), 1), Duration.ofSeconds(3))
                .toCompletableFuture();
    }

    private List<String> signals() {
        return server.commands(MgcpVerb.RQNT).stream()
                .map(command -> command.parameters().first("S").orElse(""))
                .toList();
    }

    private void awaitSignals(String... signals) {
        await().untilAsserted(() -> assertThat(signals()).containsExactly(signals));
    }

    @Test
    void whatIsReadyAfterTheHeadStartBeginsAndTheRestIsAppended() {
        MediaHandle leg = leg();
        var playing = play(leg, 4);
        driver.prompts().ready(0);
        assertThat(playing).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(Results.DONE);
        driver.prompts().ready(2);
        driver.prompts().ready(1);
        awaitSignals(
                "AU/pa(an=file:///0.wav op=true)", "AU/ap(rq=p-" + PLAY + " an=file:///1.wav,file:///2.wav op=true)");
        driver.prompts().ready(3);

        awaitSignals(
                "AU/pa(an=file:///0.wav op=true)",
                "AU/ap(rq=p-" + PLAY + " an=file:///1.wav,file:///2.wav op=true)",
                "AU/ap(rq=p-" + PLAY + " an=file:///3.wav)");
        List<MgcpCommand> sent = server.commands(MgcpVerb.RQNT);
        assertThat(sent.get(0).parameters().notifiedEntity()).isPresent();
        assertThat(sent.get(1).parameters().requestId()).contains("a-" + PLAY + ".1");
        assertThat(sent.get(1).parameters().notifiedEntity())
                .as("an append does not say whom to notify")
                .isEmpty();
        assertThat(sent.get(2).parameters().requestId()).contains("a-" + PLAY + ".2");
    }

    @Test
    void promptsThatAreReadyTakeOneDatagram() {
        driver.awaitReady();
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        driver.perform(new MediaCommand.Play(PLAY, leg, files(100), 1));
        assertThat(signals()).singleElement().asString().contains("/99.wav").doesNotContain("op=");
    }

    @Test
    void moreThanOneDatagramCanCarryIsAppended() {
        driver.awaitReady();
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        List<Prompt> prompts = IntStream.range(0, 300)
                .<Prompt>mapToObj(i -> new Prompt.Audio(ACCOUNT, "file:///" + "x".repeat(100) + i))
                .toList();
        assertThat(driver.perform(new MediaCommand.Play(PLAY, leg, prompts, 0))).isEqualTo(Results.DONE);
        await().untilAsserted(() -> assertThat(signals()).hasSize(3));
        assertThat(signals().get(0)).startsWith("AU/pa(an=").endsWith(" op=true it=-1)");
        assertThat(signals().get(1)).startsWith("AU/ap(rq=").endsWith(" op=true)");
        assertThat(signals().get(2)).endsWith("x299)");
        assertThat(String.join(",", signals()).split("file:", -1)).hasSize(301);
    }

    @Test
    void promptThatFailsIsToldAtOnceAndLeftOut() {
        MediaHandle leg = leg();
        play(leg, 3).join();
        var notFound = new MediaFailure(Kind.PROMPT_UNREACHABLE, "404");
        driver.prompts().fail(1, notFound);
        assertThat(driver.event()).isEqualTo(new MediaEvent.PromptFailed(leg, 0, PLAY, notFound));
        driver.prompts().fail(2, notFound);
        driver.prompts().ready(0);

        await().untilAsserted(
                        () -> assertThat(signals()).last().isEqualTo("AU/ap(rq=p-" + PLAY + " an=file:///0.wav)"));
        assertThat(driver.events()).as("equal failures are told once").hasSize(1);
    }

    @Test
    void playOfWhichNothingIsLeftIsNotSentAndHasFailed() {
        MediaHandle leg = leg();
        var failure = new MediaFailure(Kind.PROMPT_UNREACHABLE, "404");
        driver.prompts().failFrom(failure);
        assertThat(play(leg, 2).join()).isEqualTo(Results.DONE);

        await().until(() -> driver.events().size() == 2);
        assertThat(driver.events().get(0)).isEqualTo(new MediaEvent.PromptFailed(leg, 0, PLAY, failure));
        assertThat(driver.events().get(1))
                .isInstanceOfSatisfying(
                        MediaEvent.PlayEnded.class,
                        ended ->
                                assertThat(ended.failure().orElseThrow().kind()).isEqualTo(Kind.NOTHING_HEARD));
        assertThat(signals()).isEmpty();
    }

    @Test
    void playOfWhichNothingCameToTheServerHasFailed() {
        MediaHandle leg = leg();
        play(leg, 1).join();
        driver.prompts().fail(0, new MediaFailure(Kind.SPEECH_FAILED, "no voice"));
        awaitSignals("AU/pa(op=true)", "AU/ap(rq=p-" + PLAY + ")");
        server.notify(leg.endpoint(), "p-" + PLAY, "AU/oc(rc=100 rs=done am=0)", 1);

        await().until(() -> driver.events().size() == 2);
        assertThat(driver.events().get(1))
                .isInstanceOfSatisfying(
                        MediaEvent.PlayEnded.class,
                        ended ->
                                assertThat(ended.failure().orElseThrow().kind()).isEqualTo(Kind.NOTHING_HEARD));
    }

    @Test
    void collectionGoesOnWhenAllItsPromptsFail() {
        MediaHandle leg = leg();
        var collecting = driver.media()
                .perform(
                        new MediaCommand.Collect(PLAY, leg, files(1), 4, "#", Duration.ofSeconds(5), true),
                        Duration.ofSeconds(3));
        driver.prompts().fail(0, new MediaFailure(Kind.SPEECH_FAILED, "no voice"));

        assertThat(collecting.toCompletableFuture().join()).isEqualTo(Results.DONE);
        await().untilAsserted(() -> assertThat(signals()).isNotEmpty());
        assertThat(signals().get(0)).startsWith("AU/pc(").contains("mx=4");
        server.notify(leg.endpoint(), "c-" + PLAY, "AU/oc(rc=100 rs=key dc=12 ik=#)", 1);
        await().until(() -> driver.events().size() == 2);
        assertThat(driver.events())
                .containsExactly(
                        new MediaEvent.PromptFailed(leg, 0, PLAY, new MediaFailure(Kind.SPEECH_FAILED, "no voice")),
                        new MediaEvent.Collected(leg, 1, PLAY, "12", EndReason.FINISH_KEY));
    }

    @Test
    void playThatIsStoppedBeforeItBeganIsNeverSent() {
        driver.close();
        driver = Driver.beginningAfter(Duration.ofMinutes(1), server.setting("m1", "carillon"));
        MediaHandle leg = leg();
        var playing = play(leg, 2);
        driver.prompts().ready(0);

        assertThat(driver.perform(new MediaCommand.Stop(CALL + ".2.2", leg, PLAY)))
                .isEqualTo(Results.DONE);
        driver.prompts().ready(1);

        assertThat(playing).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(Results.DONE);
        assertThat(driver.event()).isEqualTo(new MediaEvent.PlayEnded(leg, 0, PLAY, Optional.empty()));
        assertThat(signals()).isEmpty();
        assertThat(driver.prompts().abandoned()).isTrue();
    }

    @Test
    void nothingIsAppendedAfterAStop() {
        MediaHandle leg = leg();
        play(leg, 2).join();
        driver.perform(new MediaCommand.Stop(CALL + ".2.2", leg, PLAY));
        assertThat(driver.prompts().abandoned()).isTrue();
        driver.prompts().ready(0);
        driver.prompts().ready(1);
        driver.perform(new MediaCommand.WatchDigits(CALL + ".2.3", leg, "1"));

        assertThat(signals()).hasSize(3);
        assertThat(signals().get(1)).contains("AU/es(rq=p-" + PLAY + ")");
        assertThat(signals()).noneMatch(signal -> signal.contains("AU/ap"));
    }

    @Test
    void stopIsSentAfterTheAnswerToTheBeginning() {
        MediaHandle leg = leg();
        server.on(MgcpVerb.RQNT, c -> server.datagrams(MgcpVerb.RQNT) < 3 ? List.of() : List.of(SimulatedServer.ok(c)));
        var playing = play(leg, 1);
        await().until(() -> server.datagrams(MgcpVerb.RQNT) > 0);

        assertThat(driver.perform(new MediaCommand.Stop(CALL + ".2.2", leg, PLAY)))
                .isEqualTo(Results.DONE);

        assertThat(playing).isCompletedWithValue(Results.DONE);
        assertThat(signals().get(1)).contains("AU/es(rq=p-" + PLAY + ")");
        assertThat(server.texts().get(server.texts().size() - 1)).contains("AU/es");
    }

    @Test
    void nothingIsPreparedAnyMoreWhenTheSignalHasEnded() {
        MediaHandle leg = leg();
        play(leg, 2).join();
        server.notify(leg.endpoint(), "p-" + PLAY, "AU/oc(rc=100 rs=stopped)", 1);
        driver.event();

        await().until(() -> driver.prompts().abandoned());
        driver.prompts().ready(0);
        assertThat(signals()).hasSize(1);
    }

    @Test
    void listThatTakesNothingMoreIsClosedAndTheRestIsTold() {
        MediaHandle leg = leg();
        play(leg, 2).join();
        server.on(
                MgcpVerb.RQNT,
                c -> List.of(MgcpResponse.of(
                        c.parameters().first("S").orElse("").contains("an=") ? 403 : 200, c.transaction(), "full")));
        driver.prompts().ready(0);

        assertThat(driver.event())
                .isInstanceOfSatisfying(
                        MediaEvent.PromptFailed.class,
                        failed -> assertThat(failed.failure().message()).contains("403"));
        await().untilAsserted(() -> assertThat(signals()).last().isEqualTo("AU/ap(rq=p-" + PLAY + ")"));
        assertThat(driver.prompts().abandoned()).isTrue();
    }

    @Test
    void serverThatIsGoneGetsNothingMore() {
        MediaHandle leg = leg();
        play(leg, 3).join();
        server.on(MgcpVerb.RQNT, c -> List.of(MgcpResponse.of(500, c.transaction(), "no such endpoint")));
        driver.prompts().ready(0);
        await().until(() -> driver.prompts().abandoned());
        driver.prompts().ready(1);

        assertThat(signals()).hasSize(2);
        assertThat(driver.events()).isEmpty();
    }

    @Test
    void theDeadlineIsAboutTheServersAnswerOnly() {
        MediaHandle leg = leg();
        var playing = driver.media()
                .perform(new MediaCommand.Play(PLAY, leg, files(1), 1), Duration.ofMillis(300))
                .toCompletableFuture();
        assertThat(playing).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(Results.DONE);
        server.on(MgcpVerb.RQNT, c -> List.of());
        var silent = driver.media()
                .perform(new MediaCommand.Play(CALL + ".2.9", leg, List.of(), 1), Duration.ofMillis(100))
                .toCompletableFuture()
                .join();
        assertThat(MgcpMediaServerTest.kind(silent)).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void serverThatTakesNothingLaterGetsAllAtOnce() {
        driver.close();
        driver = Driver.beginningAfter(Duration.ofMillis(20), server.setting("m1", "rms"));
        MediaHandle leg = leg();
        var playing = play(leg, 3);
        assertThat(playing).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(Results.DONE);
        assertThat(signals()).isEmpty();
        driver.prompts().ready(2);
        driver.prompts().fail(1, new MediaFailure(Kind.PROMPT_INVALID, "no sound"));
        driver.prompts().ready(0);

        awaitSignals("AU/pa(an=file:///0.wav,file:///2.wav)");
        assertThat(driver.event()).isInstanceOf(MediaEvent.PromptFailed.class);
    }

    @Test
    void laterRefusalOfWhatCountedAsBegunIsItsEnd() {
        driver.close();
        driver = Driver.beginningAfter(Duration.ofMillis(20), server.setting("m1", "rms"));
        MediaHandle leg = leg();
        assertThat(play(leg, 1)).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(Results.DONE);
        server.on(MgcpVerb.RQNT, c -> List.of(MgcpResponse.of(500, c.transaction(), "gone")));
        driver.prompts().ready(0);

        assertThat(driver.event())
                .isInstanceOfSatisfying(
                        MediaEvent.PlayEnded.class,
                        ended ->
                                assertThat(ended.failure().orElseThrow().kind()).isEqualTo(Kind.GONE));
    }
}
