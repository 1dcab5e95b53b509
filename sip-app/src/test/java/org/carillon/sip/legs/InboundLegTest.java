// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink.Admission;
import org.junit.jupiter.api.Test;

class InboundLegTest {
    private final FakeContext context = new FakeContext();
    private final FakeWire wire = new FakeWire();
    private final InboundLeg leg = new InboundLeg(context, wire, wire, 7);

    @Test
    void callIsTakenRungAnsweredAndHungUpByTheCaller() throws WireException {
        leg.admitted(new Admission.Taken());
        leg.perform(new SignalCommand.Ring("1", FakeContext.LEG));
        leg.perform(new SignalCommand.Progress("2", FakeContext.LEG, "early"));
        answer();
        leg.acknowledged(Optional.empty());
        leg.byeReceived(wire.request("BYE"), Optional.of("Q.850;cause=16"));
        assertThat(wire.sent).containsExactly("180", "183 early", "200 sdp", "200 to BYE");
        assertThat(context.events)
                .containsExactly(
                        new SignalEvent.Confirmed(FakeContext.LEG, Optional.empty()),
                        new SignalEvent.HungUp(FakeContext.LEG, Optional.of("Q.850;cause=16")));
        assertThat(context.ends).isEqualTo(1);
        assertThat(context.armed()).isZero();
    }

    @Test
    void refusalOfTheEngineIsSent() {
        leg.admitted(new Admission.Refused(404, "Not Found"));
        assertThat(wire.sent).containsExactly("404 Not Found");
        assertThat(context.events).isEmpty();
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void overloadSaysWhenToComeAgain() {
        leg.admitted(new Admission.Refused(503, "Service Unavailable"));
        assertThat(wire.sent).containsExactly("503 Service Unavailable Retry-After 7");
    }

    @Test
    void silenceOfTheEngineEndsIn503AndALateDecisionIsUndone() {
        context.advance(Duration.ofSeconds(8));
        leg.admitted(new Admission.Taken());
        assertThat(wire.sent).containsExactly("503 Not ready Retry-After 7");
        assertThat(context.events).containsExactly(new SignalEvent.Cancelled(FakeContext.LEG));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void callerWhoGivesUpBeforeTheDecisionIsReportedOnceItIsMade() {
        leg.cancelled();
        assertThat(context.events).isEmpty();
        leg.admitted(new Admission.Taken());
        assertThat(context.events).containsExactly(new SignalEvent.Cancelled(FakeContext.LEG));
    }

    @Test
    void callerWhoGivesUpGetsNoAnswerAnyMore() throws WireException {
        leg.admitted(new Admission.Taken());
        leg.cancelled();
        answer();
        assertThat(wire.sent).isEmpty();
        assertThat(context.events).containsExactly(new SignalEvent.Cancelled(FakeContext.LEG));
        assertThat(context.armed()).isZero();
    }

    @Test
    void cancelAfterTheAnswerComesTooLate() throws WireException {
        confirm();
        leg.cancelled();
        assertThat(context.events).hasSize(1);
        assertThat(context.ends).isZero();
    }

    @Test
    void hangUpBeforeTheAckWaitsForTheAck() throws WireException {
        leg.admitted(new Admission.Taken());
        answer();
        hangUp();
        assertThat(wire.sent).containsExactly("200 sdp");
        leg.acknowledged(Optional.empty());
        assertThat(wire.sent).containsExactly("200 sdp", "BYE");
        assertThat(context.events).isEmpty();
        leg.byeAnswered(200);
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void nothingFollowsAReliableRingingBeforeItsPrack() throws WireException {
        wire.reliable = true;
        leg.admitted(new Admission.Taken());
        leg.perform(new SignalCommand.Ring("1", FakeContext.LEG));
        leg.perform(new SignalCommand.Progress("2", FakeContext.LEG, "early"));
        assertThat(wire.sent).containsExactly("180");
        leg.provisionalAcknowledged();
        answer();
        assertThat(wire.sent).containsExactly("180", "183 early");
        leg.provisionalAcknowledged();
        assertThat(wire.sent).containsExactly("180", "183 early", "200 sdp");
        leg.acknowledged(Optional.empty());
        assertThat(context.events).containsExactly(new SignalEvent.Confirmed(FakeContext.LEG, Optional.empty()));
        assertThat(context.armed()).isZero();
    }

    @Test
    void callerWhoNeverSendsThePrackIsRefused() throws WireException {
        wire.reliable = true;
        leg.admitted(new Admission.Taken());
        leg.perform(new SignalCommand.Ring("1", FakeContext.LEG));
        answer();
        context.advance(Duration.ofSeconds(32));
        assertThat(wire.sent).containsExactly("180", "504 No PRACK");
        assertThat(context.events).containsExactly(new SignalEvent.Lost(FakeContext.LEG, "no PRACK"));
        assertThat(context.ends).isEqualTo(1);
        assertThat(context.armed()).isZero();
    }

    @Test
    void refusalNeedsNoPrack() throws WireException {
        wire.reliable = true;
        leg.admitted(new Admission.Taken());
        leg.perform(new SignalCommand.Ring("1", FakeContext.LEG));
        leg.perform(new SignalCommand.Refuse("2", FakeContext.LEG, 486, "Busy Here"));
        assertThat(wire.sent).containsExactly("180", "486 Busy Here");
        assertThat(context.armed()).isZero();
    }

    @Test
    void missingAckEndsTheCall() throws WireException {
        leg.admitted(new Admission.Taken());
        answer();
        context.advance(Duration.ofSeconds(31));
        assertThat(wire.sent).containsExactly("200 sdp");
        context.advance(Duration.ofSeconds(1));
        assertThat(wire.sent).containsExactly("200 sdp", "BYE");
        assertThat(context.events).containsExactly(new SignalEvent.Lost(FakeContext.LEG, "no ACK"));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void hangUpOfAnUnansweredCallRefusesIt() throws WireException {
        leg.admitted(new Admission.Taken());
        hangUp();
        assertThat(wire.sent).containsExactly("480 Temporarily Unavailable");
    }

    @Test
    void byeInTheEarlyDialogAlsoEndsTheInvite() {
        leg.admitted(new Admission.Taken());
        leg.byeReceived(wire.request("BYE"), Optional.empty());
        assertThat(wire.sent).containsExactly("200 to BYE", "487 Request Terminated");
        assertThat(context.events).containsExactly(new SignalEvent.Cancelled(FakeContext.LEG));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void byeAfterARefusalFindsNoDialog() {
        leg.admitted(new Admission.Refused(404, "Not Found"));
        leg.byeReceived(wire.request("BYE"), Optional.empty());
        assertThat(wire.sent).containsExactly("404 Not Found", "481 to BYE");
        assertThat(context.events).isEmpty();
    }

    @Test
    void answerThatCannotBeSentLosesTheCall() {
        leg.admitted(new Admission.Taken());
        wire.broken = true;
        assertThatThrownBy(this::answer).isInstanceOf(WireException.class);
        assertThat(context.events).containsExactly(new SignalEvent.Lost(FakeContext.LEG, "200 could not be sent"));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void secondAnswerHasNoEffect() throws WireException {
        confirm();
        answer();
        assertThat(wire.sent).containsExactly("200 sdp");
    }

    @Test
    void reofferBeforeTheAckIsToComeLater() throws WireException {
        leg.admitted(new Admission.Taken());
        answer();
        leg.reoffered(wire.reoffer(true, Optional.of("hold")));
        assertThat(wire.sent).containsExactly("200 sdp", "500 later");
    }

    @Test
    void callThatIsNeverAnsweredIsRefusedInTheEnd() {
        leg.admitted(new Admission.Taken());
        context.advance(Duration.ofMinutes(15));
        assertThat(wire.sent).containsExactly("480 Temporarily Unavailable");
        assertThat(context.events).containsExactly(new SignalEvent.Lost(FakeContext.LEG, "never answered"));
    }

    private void confirm() throws WireException {
        leg.admitted(new Admission.Taken());
        answer();
        leg.acknowledged(Optional.empty());
    }

    private void answer() throws WireException {
        leg.perform(new SignalCommand.Answer("a", FakeContext.LEG, "sdp"));
    }

    private void hangUp() throws WireException {
        leg.perform(new SignalCommand.HangUp("h", FakeContext.LEG));
    }
}
