// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;
import org.junit.jupiter.api.Test;

/** The parameters that tenants' servers are told (Twilio: "Request parameters"), and what bounds them. */
class TenantDetailsTest {
    private static Map<String, String> latestStatus(Scenario call) {
        List<Effect.Tell> told = call.effects(Effect.Tell.class).stream()
                .filter(tell -> tell.request().url().endsWith("/status"))
                .toList();
        return told.get(told.size() - 1).request().parameters();
    }

    @Test
    void lengthOfACallIsToldInSecondsAndBegunMinutes() {
        Scenario call = Scenario.running("<Say>Hi</Say>").advance(Duration.ofSeconds(61));
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));

        assertThat(latestStatus(call))
                .containsEntry("CallDuration", "61")
                .containsEntry("Duration", "2")
                .containsEntry("SipResponseCode", "200")
                .containsEntry("CallbackSource", "call-progress-events");
    }

    @Test
    void refusalsSipCodeIsTold() {
        Scenario call = Scenario.outbound().answerMedia();
        call.signalled(new SignalEvent.Refused(Scenario.ROOT, 486, "Busy Here"));

        assertThat(latestStatus(call)).containsEntry("SipResponseCode", "486").containsEntry("CallStatus", "busy");
    }

    @Test
    void callThatNeverLeftHasNoSipCode() {
        Scenario call = Scenario.outbound().answerMedia();
        call.on(new Event.Unroutable(Scenario.ROOT, 13227, "no trunk"));

        assertThat(latestStatus(call)).containsEntry("CallStatus", "failed").doesNotContainKey("SipResponseCode");
    }

    @Test
    void whoForwardedTheCallAndTheCallersNameAreTold() {
        Scenario call = Scenario.forwarded("Alice", "+15559999999", Map.of("X-Order", "17"));

        assertThat(call.latest(Effect.Fetch.class).request().parameters())
                .containsEntry("CallerName", "Alice")
                .containsEntry("ForwardedFrom", "+15559999999")
                .containsEntry("SipHeader_X-Order", "17");
    }

    @Test
    void calleeSeesTheCallersName() {
        Scenario call = Scenario.forwarded("Alice", "+15559999999", Map.of());
        call.document("<Dial>+15550002</Dial>");

        assertThat(call.latest(Effect.Dial.class).from().displayName()).contains("Alice");
    }

    @Test
    void actionOfADialIsToldWhetherThePartiesMet() {
        Scenario met = Scenario.running("<Dial action=\"/after\"><Sip>sip:bob@example.com</Sip></Dial>");
        CallSid child = met.child(0).sid();
        met.signalled(new SignalEvent.Sent(child, "id-of-the-invite"));
        met.signalled(new SignalEvent.Answered(child, "v=0"))
                .signalled(new SignalEvent.HungUp(child, Optional.empty()));
        assertThat(met.latest(Effect.Fetch.class).request().parameters())
                .containsEntry("DialBridged", "true")
                .containsEntry("DialCallStatus", "completed")
                .containsEntry("DialSipResponseCode", "200")
                .containsEntry("DialSipCallId", "id-of-the-invite");

        Scenario missed = Scenario.running("<Dial action=\"/after\">+15550002</Dial>");
        missed.signalled(new SignalEvent.Refused(missed.child(0).sid(), 480, "Away"));
        assertThat(missed.latest(Effect.Fetch.class).request().parameters())
                .containsEntry("DialBridged", "false")
                .containsEntry("DialSipResponseCode", "480");
    }

    @Test
    void recordingIsToldWithItsChannels() {
        Scenario call = Scenario.running(
                "<Dial record=\"record-from-answer-dual\" recordingStatusCallback=\"/kept\">+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(new SignalEvent.Answered(child, "v=0"));
        call.signalled(new SignalEvent.HungUp(child, Optional.empty()));
        call.recorded(Duration.ofMillis(2_500), "").kept(40_000);

        Effect.Tell told = call.effects(Effect.Tell.class).stream()
                .filter(tell -> tell.request().url().endsWith("/kept"))
                .findFirst()
                .orElseThrow();
        assertThat(told.request().parameters())
                .containsEntry("RecordingChannels", "2")
                .containsEntry("RecordingDuration", "3")
                .containsEntry("RecordingSource", "DialVerb");
    }

    @Test
    void sessionWritesABoundedNumberOfNotifications() {
        Scenario call = Scenario.running("<Say>Hi</Say>");
        for (int i = 0; i < Notices.MOST + 50; i++) {
            call.on(new Event.TellFailed(Scenario.ROOT, "http://tenant.example.com/status", "it failed", 11200));
        }

        assertThat(call.notices()).hasSize(Notices.MOST);
    }

    @Test
    void sessionRemembersABoundedNumberOfChanges() {
        Scenario call = Scenario.running("<Say loop=\"0\">Hi</Say>");
        for (int i = 0; i < 3 * Session.REMEMBERED_COMMANDS; i++) {
            call.on(new Event.Commanded("c" + i, Scenario.ROOT, new CallChange.Cancel()));
        }

        assertThat(call.session().commands()).hasSize(Session.REMEMBERED_COMMANDS);
        assertThat(call.root().record()).extracting(CallRecord::ended).isEqualTo(Optional.empty());
    }
}
