// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other parties are called and connected. */
class DialTest {
    private static final String DIAL = "<Dial action=\"/after\"><Number>+15550002</Number></Dial>";

    private static SignalEvent answered(CallSid leg) {
        return new SignalEvent.Answered(leg, "v=0 callee");
    }

    private static SignalEvent hungUp(CallSid leg) {
        return new SignalEvent.HungUp(leg, Optional.empty());
    }

    @Test
    void calleeIsCalledWhileTheCallerHearsRinging() {
        Scenario call = Scenario.running(DIAL);

        Effect.Dial dial = call.latest(Effect.Dial.class);
        assertThat(dial.destination()).isEqualTo("+15550002");
        assertThat(dial.from().address()).isEqualTo("+15551234567");
        assertThat(call.latestMedia(MediaCommand.Play.class).prompts())
                .containsExactly(new Prompt.Tone(Prompt.Tone.Kind.RINGBACK, "us"));
        CallRecord child = call.child(0).record();
        assertThat(child.direction()).isEqualTo(CallDirection.OUTBOUND_DIAL);
        assertThat(child.parent()).contains(Scenario.ROOT);
    }

    @Test
    void callerIdIsShownToTheCallee() {
        Scenario call = Scenario.running("<Dial callerId=\"+15550001\">+15550002</Dial>");

        assertThat(call.latest(Effect.Dial.class).from().address()).isEqualTo("+15550001");
        assertThat(call.child(0).record().number()).contains(Scenario.NUMBER);
    }

    @Test
    void legThatShowsTheCallerNamesNoNumberOfTheAccount() {
        assertThat(Scenario.running(DIAL).child(0).record().number()).isEmpty();
    }

    @Test
    void answerConnectsBothParties() {
        Scenario call = Scenario.running(DIAL);
        call.signalled(answered(call.child(0).sid()));

        assertThat(call.media(MediaCommand.Stop.class)).hasSize(1);
        assertThat(call.latestMedia(MediaCommand.Bridge.class).legs())
                .containsExactly(
                        call.root().media().orElseThrow(), call.child(0).media().orElseThrow());
        assertThat(call.child(0).record().status()).isEqualTo(CallStatus.IN_PROGRESS);
    }

    @Test
    void calleeWhoHangsUpLeavesTheCallerToTheAction() {
        Scenario call = Scenario.running(DIAL);
        CallSid child = call.child(0).sid();
        call.signalled(answered(child)).advance(Duration.ofSeconds(5)).signalled(hungUp(child));

        var action = call.latest(Effect.Fetch.class).request();
        assertThat(action.url()).endsWith("/after");
        assertThat(action.parameters())
                .containsEntry("DialCallStatus", "completed")
                .containsEntry("DialCallSid", child.value())
                .containsEntry("DialCallDuration", "5");
        assertThat(call.root().isUp()).isTrue();
        assertThat(call.media(MediaCommand.Close.class)).hasSize(2);
    }

    @Test
    void callerWhoHangsUpEndsTheCalleeAndTheActionIsTold() {
        Scenario call = Scenario.running(DIAL);
        CallSid child = call.child(0).sid();
        call.signalled(answered(child)).signalled(hungUp(Scenario.ROOT));

        assertThat(call.signals(SignalCommand.HangUp.class))
                .extracting(SignalCommand.HangUp::leg)
                .containsExactly(child);
        assertThat(call.latest(Effect.Tell.class).request().url()).endsWith("/after");
        assertThat(call.records()).hasSize(2);
        assertThat(call.session().isOver()).isTrue();
        assertThat(call.media(MediaCommand.Close.class)).hasSize(3);
    }

    @Test
    void callerWhoGivesUpWhileItRingsCancelsTheCallee() {
        Scenario call = Scenario.running(DIAL).signalled(hungUp(Scenario.ROOT));

        assertThat(call.signals(SignalCommand.Cancel.class)).hasSize(1);
        assertThat(call.records())
                .extracting(CallRecord::status)
                .containsExactlyInAnyOrder(CallStatus.COMPLETED, CallStatus.CANCELED);
    }

    @ParameterizedTest
    @CsvSource({
        "486,busy",
        "600,busy",
        "603,busy",
        "408,no-answer",
        "480,no-answer",
        "404,failed",
        "500,failed",
        "503,failed"
    })
    void refusalTellsTheActionWhatItWas(int sip, String status) {
        Scenario call = Scenario.running(DIAL);
        call.signalled(new SignalEvent.Refused(call.child(0).sid(), sip, "no"));

        assertThat(call.latest(Effect.Fetch.class).request().parameters())
                .containsEntry("DialCallStatus", status)
                .containsEntry("DialSipResponseCode", Integer.toString(sip));
        assertThat(call.records()).extracting(CallRecord::sipStatus).containsExactly(sip);
    }

    @Test
    void nobodyAnsweringInTimeIsNoAnswer() {
        Scenario call = Scenario.running("<Dial timeout=\"10\" action=\"/after\">+15550002</Dial>");
        call.advance(Duration.ofSeconds(10)).answerMedia();

        assertThat(call.signals(SignalCommand.Cancel.class)).hasSize(1);
        assertThat(call.latest(Effect.Fetch.class).request().parameters()).containsEntry("DialCallStatus", "no-answer");
    }

    @Test
    void firstOfSeveralToAnswerWinsAndTheOthersAreCancelled() {
        Scenario call = Scenario.running(
                "<Dial><Number>+15550002</Number><Number>+15550003</Number><Sip>sip:bob@example.com</Sip></Dial>");
        assertThat(call.effects(Effect.Dial.class)).hasSize(3);
        call.signalled(answered(call.child(1).sid()));

        assertThat(call.signals(SignalCommand.Cancel.class))
                .extracting(SignalCommand.Cancel::leg)
                .containsExactly(call.child(0).sid(), call.child(2).sid());
        assertThat(call.latestMedia(MediaCommand.Bridge.class).legs())
                .contains(call.child(1).media().orElseThrow());
    }

    @Test
    void oneOfSeveralRefusingLeavesTheOthersRinging() {
        Scenario call =
                Scenario.running("<Dial><Number>+15550002</Number><Number>+15550003</Number></Dial><Say>Bye</Say>");
        call.signalled(new SignalEvent.Refused(call.child(0).sid(), 486, "Busy Here"));
        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);

        call.signalled(new SignalEvent.Refused(call.child(1).sid(), 404, "Not Found"));
        assertThat(call.media(MediaCommand.Play.class)).hasSize(2);
    }

    @Test
    void answerOnBridgeLetsTheCallerRingUntilTheCalleeAnswers() {
        Scenario call = Scenario.running("<Dial answerOnBridge=\"true\">+15550002</Dial>");
        assertThat(call.signals(SignalCommand.Answer.class)).isEmpty();

        call.signalled(answered(call.child(0).sid()));

        assertThat(call.signals(SignalCommand.Answer.class)).hasSize(1);
        assertThat(call.media(MediaCommand.Bridge.class)).hasSize(1);
    }

    @Test
    void starEndsTheCalleeWhenTheTenantWantsThat() {
        Scenario call = Scenario.running("<Dial hangupOnStar=\"true\" action=\"/after\">+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(answered(child));
        MediaCommand.WatchDigits watch = call.latestMedia(MediaCommand.WatchDigits.class);
        call.happened(new MediaEvent.DigitHeard(watch.leg(), 3, watch.operation(), '*'));

        assertThat(call.signals(SignalCommand.HangUp.class))
                .extracting(SignalCommand.HangUp::leg)
                .containsExactly(child);
        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/after");
    }

    @Test
    void timeLimitEndsTheCallee() {
        Scenario call = Scenario.running("<Dial timeLimit=\"60\">+15550002</Dial><Say>Over</Say>");
        call.signalled(answered(call.child(0).sid()));
        call.advance(Duration.ofSeconds(60)).answerMedia();

        assertThat(call.child(0).hasEnded()).isTrue();
        assertThat(call.media(MediaCommand.Play.class)).hasSize(2);
    }

    @Test
    void recordedDialWaitsForItsRecording() {
        Scenario call = Scenario.running("<Dial record=\"record-from-answer\" action=\"/after\">+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(answered(child));
        call.signalled(hungUp(child));
        assertThat(call.effects(Effect.Fetch.class)).hasSize(1);

        call.recorded(Duration.ofSeconds(9), "").kept(1000);

        assertThat(call.latest(Effect.Fetch.class).request().parameters())
                .containsEntry("RecordingDuration", "9")
                .containsKey("RecordingUrl");
    }

    @Test
    void digitsAreSentToTheCalleeBeforeThePartiesMeet() {
        Scenario call = Scenario.running("<Dial><Number sendDigits=\"ww12\">+15550002</Number></Dial>");
        call.signalled(answered(call.child(0).sid()));
        assertThat(call.media(MediaCommand.Bridge.class)).isEmpty();
        MediaCommand.Play digits = call.latestMedia(MediaCommand.Play.class);
        assertThat(digits.prompts()).containsExactly(new Prompt.Digits("ww12"));

        call.playEnds();

        assertThat(call.media(MediaCommand.Bridge.class)).hasSize(1);
    }

    @Test
    void destinationWithoutARouteFailsAndIsNotified() {
        Scenario call = Scenario.running(DIAL);
        call.on(new Event.Unroutable(call.child(0).sid(), 13227, "no trunk")).answerMedia();

        assertThat(call.latest(Effect.Fetch.class).request().parameters()).containsEntry("DialCallStatus", "failed");
        assertThat(call.notices()).containsExactly(13227);
        assertThat(call.effects(Effect.Write.class))
                .extracting(Effect.Write::entry)
                .filteredOn(OutboxEntry.Notified.class::isInstance)
                .extracting(
                        entry -> ((OutboxEntry.Notified) entry).notification().call())
                .containsExactly(Optional.of(Scenario.ROOT));
    }

    @Test
    void headersInASipAddressAreSentAlong() {
        Scenario call = Scenario.running("<Dial><Sip>sip:bob@example.com?X-Customer=42</Sip></Dial>");

        assertThat(call.latest(Effect.Dial.class).headers()).containsEntry("X-Customer", "42");
    }

    @Test
    void calleeIsToldToItsOwnStatusCallback() {
        Scenario call = Scenario.running("<Dial><Number statusCallback=\"/leg\""
                + " statusCallbackEvent=\"initiated ringing answered completed\">+15550002</Number></Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(new SignalEvent.Sent(child, "x"))
                .signalled(new SignalEvent.Ringing(child, 180, Optional.empty()))
                .signalled(answered(child))
                .signalled(hungUp(child));

        assertThat(call.effects(Effect.Tell.class).stream()
                        .map(Effect.Tell::request)
                        .filter(request -> request.url().endsWith("/leg"))
                        .map(request -> request.parameters().get("CallStatus") + " "
                                + request.parameters().get("SequenceNumber")))
                .containsExactly("initiated 0", "ringing 1", "in-progress 2", "completed 3");
    }

    @Test
    void redirectByTheApiWhileConnectedEndsTheCalleeAndRunsTheNewDocument() {
        Scenario call = Scenario.running(DIAL);
        call.signalled(answered(call.child(0).sid()));
        call.command(
                "c1",
                new CallChange.Redirect(
                        new org.carillon.engine.calls.NewCall.Instructions.Inline(
                                "<Response><Say>New</Say></Response>"),
                        Optional.empty()));

        assertThat(call.child(0).phase()).isEqualTo(Leg.Phase.ENDED);
        assertThat(call.root().isUp()).isTrue();
        assertThat(call.latestMedia(MediaCommand.Play.class).loops()).isEqualTo(1);
    }

    @Test
    void dialThatNamesNobodyFails() {
        Scenario call = Scenario.running("<Dial action=\"/after\"></Dial>");

        assertThat(call.latest(Effect.Fetch.class).request().parameters()).containsEntry("DialCallStatus", "failed");
    }
}
