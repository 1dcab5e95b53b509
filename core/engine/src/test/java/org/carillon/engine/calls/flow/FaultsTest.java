// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall.Instructions;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.junit.jupiter.api.Test;

/** What others do late, twice, at a bad moment or not at all. */
class FaultsTest {
    private static final String RECORDED = "<Dial record=\"record-from-answer\" action=\"/after\">+15550002</Dial>";

    private static Event redirect() {
        var inline = new Instructions.Inline("<Response><Say>New</Say></Response>");
        return new Event.Commanded("c1", Scenario.ROOT, new CallChange.Redirect(inline, Optional.empty()));
    }

    private static List<Recording> recordings(Scenario call) {
        return call.effects(Effect.Write.class).stream()
                .map(Effect.Write::entry)
                .filter(OutboxEntry.Recorded.class::isInstance)
                .map(entry -> ((OutboxEntry.Recorded) entry).recording())
                .toList();
    }

    private static Scenario connected(String dial) {
        Scenario call = Scenario.running(dial);
        return call.signalled(new SignalEvent.Answered(call.child(0).sid(), "v=0"));
    }

    @Test
    void lostEndpointEndsTheCallWithANotification() {
        Scenario call = Scenario.running("<Play loop=\"0\">x.wav</Play>");
        MediaHandle leg = call.root().media().orElseThrow();
        call.happened(new MediaEvent.EndpointLost(leg, 0, "x", "restart"));

        assertThat(call.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(call.notices()).containsExactly(31000);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void lostMeetingOfADialEndsTheCalleeAndTheDocumentGoesOn() {
        Scenario call = connected("<Dial action=\"/after\">+15550002</Dial>");
        MediaHandle mixer = new MediaHandle("ms1", "cnf/3", "");
        call.happened(new MediaEvent.EndpointLost(mixer, 0, "x", "restart"));

        assertThat(call.child(0).hasEnded()).isTrue();
        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/after");
    }

    @Test
    void offerWhileAnotherIsSettledIsRefusedWith491AndTheCallComesUp() {
        Scenario call = Scenario.outbound().answerMedia();
        call.on(new Event.Signalled(new SignalEvent.Answered(Scenario.ROOT, "v=0")));
        MediaCommand.Modify modify = call.latestMedia(MediaCommand.Modify.class);
        call.on(new Event.Signalled(new SignalEvent.Reoffered(Scenario.ROOT, Optional.of("v=0 other"))));
        assertThat(call.signals(SignalCommand.RefuseReoffer.class))
                .extracting(SignalCommand.RefuseReoffer::status)
                .containsExactly(491);

        call.on(new Event.MediaAnswered(modify.operation(), new MediaResult.Modified("v=0")));
        assertThat(call.root().isUp()).isTrue();
    }

    @Test
    void lateOfferIsHeardOnlyWhenTheAckHasBroughtTheAnswer() {
        Scenario call = Scenario.lateOffer().document("<Say>Hello</Say>");
        assertThat(call.signals(SignalCommand.Answer.class)).hasSize(1);
        assertThat(call.media(MediaCommand.Play.class)).isEmpty();

        call.signalled(new SignalEvent.Confirmed(Scenario.ROOT, Optional.of("v=0 answer")));
        assertThat(call.latestMedia(MediaCommand.Modify.class).remoteSdp()).isEqualTo("v=0 answer");
        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
    }

    @Test
    void ackWithoutTheAnswerThatIsOwedEndsTheCall() {
        Scenario call = Scenario.lateOffer().document("<Say>Hello</Say>");
        call.signalled(new SignalEvent.Confirmed(Scenario.ROOT, Optional.empty()));

        assertThat(call.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void lateRingingDoesNotSetTheStatusBack() {
        Scenario call = Scenario.outbound().answerMedia();
        call.signalled(new SignalEvent.Answered(Scenario.ROOT, "v=0"))
                .signalled(new SignalEvent.Ringing(Scenario.ROOT, 180, Optional.empty()));

        assertThat(call.root().record().status()).isEqualTo(CallStatus.IN_PROGRESS);
        assertThat(call.told()).containsExactly("in-progress");
    }

    @Test
    void callThatWasNeverAnsweredIsNotCompleted() {
        Scenario call = Scenario.outbound().answerMedia();
        call.on(new Event.Commanded("c2", Scenario.ROOT, new CallChange.Complete()));

        assertThat(call.records()).extracting(CallRecord::status).containsExactly(CallStatus.CANCELED);
    }

    @Test
    void redirectWhileRecordingKeepsTheRecordingAndThenRunsTheNewDocument() {
        Scenario call = Scenario.running("<Record action=\"/done\"/>");
        call.on(redirect()).answerMedia();
        assertThat(call.media(MediaCommand.Stop.class)).hasSize(1);
        call.recorded(Duration.ofSeconds(4), "").kept(1000);

        assertThat(recordings(call)).extracting(Recording::status).containsExactly(Recording.Status.COMPLETED);
        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
        assertThat(call.effects(Effect.Fetch.class)).hasSize(1);
    }

    @Test
    void redirectDoesNotWaitForEverForARecording() {
        Scenario call = Scenario.running("<Record action=\"/done\"/>");
        call.on(redirect()).answerMedia();
        call.advance(Duration.ofSeconds(8)).answerMedia();

        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
        assertThat(recordings(call)).extracting(Recording::status).containsExactly(Recording.Status.ABSENT);
    }

    @Test
    void redirectDuringARecordedDialKeepsTheRecording() {
        Scenario call = connected(RECORDED);
        call.on(redirect()).answerMedia();
        call.recorded(Duration.ofSeconds(4), "").kept(1000);

        assertThat(recordings(call)).extracting(Recording::status).containsExactly(Recording.Status.COMPLETED);
        assertThat(call.child(0).hasEnded()).isTrue();
        assertThat(call.latestMedia(MediaCommand.Play.class).loops()).isOne();
        assertThat(call.effects(Effect.Fetch.class)).hasSize(1);
    }

    @Test
    void recordingThatNobodyEndsIsGivenUp() {
        Scenario call = Scenario.running("<Record maxLength=\"10\" timeout=\"5\"/><Say>Next</Say>");
        call.advance(Duration.ofSeconds(45)).answerMedia();

        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
    }

    @Test
    void recordingOfADialThatEndsEarlyIsStoredOnce() {
        Scenario call = connected(RECORDED);
        call.recorded(Duration.ofSeconds(9), "").kept(1000);
        assertThat(recordings(call)).hasSize(1);
        call.signalled(new SignalEvent.HungUp(call.child(0).sid(), Optional.empty()));

        assertThat(call.media(MediaCommand.Stop.class)).hasSize(1);
        assertThat(call.latest(Effect.Fetch.class).request().parameters()).containsEntry("RecordingDuration", "9");
        assertThat(recordings(call)).extracting(Recording::status).containsExactly(Recording.Status.COMPLETED);
    }

    @Test
    void recordingOfADialThatCannotBeginHoldsNothingUp() {
        Scenario call = Scenario.running(RECORDED);
        call.on(new Event.Signalled(new SignalEvent.Answered(call.child(0).sid(), "v=0")));
        call.answerMedia();
        MediaCommand.Record record = call.latestMedia(MediaCommand.Record.class);
        var failure = new MediaFailure(MediaFailure.Kind.NO_CAPACITY, "no disk");
        call.on(new Event.MediaAnswered(record.operation(), new MediaResult.Failed(failure)));
        call.signalled(new SignalEvent.HungUp(call.child(0).sid(), Optional.empty()));

        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/after");
        assertThat(recordings(call)).extracting(Recording::status).containsExactly(Recording.Status.FAILED);
    }

    @Test
    void vaultsAnswerForAnotherRecordingEndsNoWait() {
        Scenario call = Scenario.running("<Record action=\"/done\"/>").recorded(Duration.ofSeconds(2), "#");
        call.on(new Event.Kept("x", RecordingSid.derived(Scenario.ROOT, "recording", 7), -1));

        assertThat(recordings(call)).isEmpty();
    }

    @Test
    void deadlineOfAnotherLegsDocumentEndsNoWait() {
        Scenario call = Scenario.running("<Record action=\"/done\"/>");
        CallSid other = new CallSid("CA00000000000000000000000000000009");
        call.on(new Event.DeadlineReached(other, "record-late"));

        assertThat(recordings(call)).isEmpty();
    }

    @Test
    void calleeWithADocumentOfItsOwnLeavesTheDialAndIsNotHungUp() {
        Scenario call = Scenario.running("<Dial timeout=\"20\" action=\"/after\">+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.on(new Event.Signalled(new SignalEvent.Answered(child, "v=0")));
        var own = new Instructions.Inline("<Response><Pause length=\"600\"/></Response>");
        call.on(new Event.Commanded("c1", child, new CallChange.Redirect(own, Optional.empty())));
        call.answerMedia();

        assertThat(call.media(MediaCommand.Bridge.class)).isEmpty();
        assertThat(call.child(0).isAnswered()).isTrue();
        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/after");
    }

    @Test
    void callerRingsNoLongerThanAQuarterOfAnHour() {
        Scenario call = Scenario.running("<Pause length=\"3600\"/><Say>Hi</Say>");
        call.advance(Limits.UNANSWERED);

        assertThat(call.signals(SignalCommand.Refuse.class))
                .extracting(SignalCommand.Refuse::status)
                .containsExactly(480);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void timeLimitOfACallByTheApiCountsFromTheAnswer() {
        Scenario call = Scenario.outbound().limited(Duration.ofSeconds(60), Duration.ofSeconds(10));
        call.answerMedia().advance(Duration.ofSeconds(59));
        call.signalled(new SignalEvent.Answered(Scenario.ROOT, "v=0"));
        call.advance(Duration.ofSeconds(9));
        assertThat(call.root().hasEnded()).isFalse();
        call.advance(Duration.ofSeconds(1));

        assertThat(call.records()).extracting(CallRecord::reason).containsExactly("time-limit");
    }

    @Test
    void overridesThatDoNotHoldAreWarnedOfOncePerRequest() {
        Scenario call = Scenario.running("<Redirect>/next#ct=1&amp;rp=7xx</Redirect>");

        assertThat(call.notices()).containsExactly(11100, 11243);
    }

    @Test
    void sessionThatDialsForHoursForgetsItsEndedLegs() {
        Scenario call = Scenario.inbound();
        for (int i = 0; i < 200; i++) {
            call.document("<Dial action=\"/again\">+15550002</Dial>");
            CallSid child = call.session().legs().stream()
                    .filter(leg -> !leg.hasEnded())
                    .map(Leg::sid)
                    .filter(sid -> !sid.equals(Scenario.ROOT))
                    .findFirst()
                    .orElseThrow();
            call.signalled(new SignalEvent.Ringing(child, 180, Optional.empty()));
            call.signalled(new SignalEvent.Refused(child, 486, "Busy"));
        }

        assertThat(call.session().legs()).hasSizeLessThanOrEqualTo(Limits.LEGS + 1);
        assertThat(call.records()).hasSize(200);
    }
}
