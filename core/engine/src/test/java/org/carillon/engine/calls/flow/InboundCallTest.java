// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call from a carrier, from the INVITE to its record. */
class InboundCallTest {
    @Test
    void callerHears180WhileTheDocumentIsFetched() {
        Scenario call = Scenario.inbound();

        assertThat(call.signals(SignalCommand.Ring.class)).hasSize(1);
        WebhookRequest request = call.latest(Effect.Fetch.class).request();
        assertThat(request.url()).isEqualTo("http://tenant.example.com/voice");
        assertThat(request.parameters())
                .containsEntry("CallSid", Scenario.ROOT.value())
                .containsEntry("AccountSid", Scenario.ACCOUNT.value())
                .containsEntry("From", "+15551234567")
                .containsEntry("To", "+15550001")
                .containsEntry("CallStatus", "ringing")
                .containsEntry("ApiVersion", "2010-04-01")
                .containsEntry("Direction", "inbound");
    }

    @Test
    void callIsAnsweredBeforeTheFirstVerbWithTheMediaServersDescription() {
        Scenario call = Scenario.running("<Say>Hello</Say>");

        assertThat(call.latestMedia(MediaCommand.Open.class).remoteSdp()).contains(Scenario.OFFER);
        assertThat(call.signals(SignalCommand.Answer.class))
                .extracting(SignalCommand.Answer::sdp)
                .containsExactly("v=0 local 1");
        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
        assertThat(call.root().record().status()).isEqualTo(CallStatus.IN_PROGRESS);
    }

    @Test
    void verbsRunOneAfterTheOtherAndTheEndOfTheDocumentHangsUp() {
        Scenario call = Scenario.running("<Say>One</Say><Play>two.wav</Play>");
        call.playEnds();
        assertThat(call.media(MediaCommand.Play.class)).hasSize(2);
        call.playEnds();

        assertThat(call.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(call.media(MediaCommand.Close.class)).hasSize(1);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void leadingPauseLetsTheCallRing() {
        Scenario call = Scenario.running("<Pause length=\"4\"/><Say>Hello</Say>");
        assertThat(call.signals(SignalCommand.Answer.class)).isEmpty();

        call.advance(Duration.ofSeconds(4)).answerMedia();

        assertThat(call.signals(SignalCommand.Answer.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"busy,486,BUSY", "rejected,603,FAILED"})
    void rejectRefusesWithoutAnAnswer(String reason, int status, CallStatus recorded) {
        Scenario call = Scenario.running("<Reject reason=\"" + reason + "\"/>");

        assertThat(call.signals(SignalCommand.Refuse.class))
                .extracting(SignalCommand.Refuse::status)
                .containsExactly(status);
        assertThat(call.media(MediaCommand.Open.class)).isEmpty();
        assertThat(call.records()).extracting(CallRecord::status).containsExactly(recorded);
    }

    @Test
    void callerWhoGivesUpWhileItRingsIsCanceled() {
        Scenario call = Scenario.inbound().signalled(new SignalEvent.Cancelled(Scenario.ROOT));

        assertThat(call.records()).extracting(CallRecord::status).containsExactly(CallStatus.CANCELED);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void callerWhoGivesUpWhileMediaIsOpenedLeavesNoEndpointBehind() {
        Scenario call = Scenario.inbound();
        Effect.Fetch fetch = call.latest(Effect.Fetch.class);
        var body = new WebhookResult.Body(
                "<Response><Say>Hi</Say></Response>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        call.on(new org.carillon.engine.calls.session.Event.Fetched(
                fetch.operation(), new WebhookResult.Reply(200, "http://x/", "text/xml", body, 1), Map.of()));
        MediaCommand.Open open = call.latestMedia(MediaCommand.Open.class);
        call.on(new org.carillon.engine.calls.session.Event.Signalled(new SignalEvent.Cancelled(Scenario.ROOT)));
        var handle = new org.carillon.engine.media.MediaHandle("ms1", "leg/9", "c9");
        call.on(new org.carillon.engine.calls.session.Event.MediaAnswered(
                open.operation(), new org.carillon.engine.media.MediaResult.Opened(handle, Optional.of("sdp"))));

        assertThat(call.latestMedia(MediaCommand.Close.class).handle()).isEqualTo(handle);
        assertThat(call.signals(SignalCommand.Answer.class)).isEmpty();
    }

    @Test
    void callRecordIsWrittenOnceWithTheTimeSinceTheAnswer() {
        Scenario call = Scenario.running("<Say>Hello</Say>");
        call.advance(Duration.ofMillis(7_200));
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));

        assertThat(call.records()).hasSize(1);
        CallRecord record = call.records().get(0);
        assertThat(record.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(record.duration()).isEqualTo(Duration.ofSeconds(8));
        assertThat(call.told()).containsExactly("in-progress", "completed");
    }

    @Test
    void callerWhoHangsUpEndsTheDocument() {
        Scenario call = Scenario.running("<Say>Hello</Say><Redirect>/next</Redirect>");
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));

        assertThat(call.signals(SignalCommand.HangUp.class)).isEmpty();
        assertThat(call.media(MediaCommand.Close.class)).hasSize(1);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void holdIsAnsweredWithTheMediaServersDescription() {
        Scenario call = Scenario.running("<Say>Hello</Say>");
        call.signalled(new SignalEvent.Reoffered(Scenario.ROOT, Optional.of("v=0 hold")));

        assertThat(call.latestMedia(MediaCommand.Modify.class).remoteSdp()).isEqualTo("v=0 hold");
        assertThat(call.signals(SignalCommand.AnswerReoffer.class))
                .extracting(SignalCommand.AnswerReoffer::sdp)
                .containsExactly("v=0 modified");
        assertThat(call.root().phase()).isEqualTo(Leg.Phase.UP);
    }

    @Test
    void callerOfWhomNothingIsHeardIsProbed() {
        Scenario call = Scenario.running("<Say>Hello</Say>");
        MediaCommand.Open open = call.latestMedia(MediaCommand.Open.class);
        call.happened(new MediaEvent.AudioLost(call.root().media().orElseThrow(), 1, open.operation()));
        assertThat(call.signals(SignalCommand.Probe.class)).hasSize(1);

        call.signalled(new SignalEvent.Lost(Scenario.ROOT, "no-answer-to-options"));
        assertThat(call.records()).extracting(CallRecord::status).containsExactly(CallStatus.COMPLETED);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void codecsThatNobodySharesAreRefusedWith488() {
        Scenario call = Scenario.inbound();
        Effect.Fetch fetch = call.latest(Effect.Fetch.class);
        var body = new WebhookResult.Body(
                "<Response><Say>Hi</Say></Response>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        call.on(new org.carillon.engine.calls.session.Event.Fetched(
                fetch.operation(), new WebhookResult.Reply(200, "http://x/", "text/xml", body, 1), Map.of()));
        var failure = new org.carillon.engine.media.MediaFailure(
                org.carillon.engine.media.MediaFailure.Kind.NOT_ACCEPTABLE, "no codec in common");
        call.on(new org.carillon.engine.calls.session.Event.MediaAnswered(
                call.latestMedia(MediaCommand.Open.class).operation(),
                new org.carillon.engine.media.MediaResult.Failed(failure)));

        assertThat(call.signals(SignalCommand.Refuse.class))
                .extracting(SignalCommand.Refuse::status)
                .containsExactly(488);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void callEndsAtItsTimeLimit() {
        Scenario call = Scenario.running("<Say loop=\"0\">Hello</Say>");
        call.advance(Duration.ofHours(4));

        assertThat(call.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(call.records()).extracting(CallRecord::reason).isEqualTo(List.of("time-limit"));
    }

    @Test
    void sameStepsMakeTheSameEffects() {
        Scenario one = Scenario.running("<Gather><Say>Press</Say></Gather>");
        Scenario two = Scenario.running("<Gather><Say>Press</Say></Gather>");

        assertThat(one.effects(Effect.class)).isEqualTo(two.effects(Effect.class));
        assertThat(one.effects(Effect.class).stream().map(Effect::operation)).doesNotHaveDuplicates();
    }
}
