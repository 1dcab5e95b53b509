// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.junit.jupiter.api.Test;

class OutboundLegTest {
    private static final CallSid LEG = FakeContext.LEG;
    private static final SignalEvent SENT = new SignalEvent.Sent(LEG, "call-id");

    private final FakeContext context = new FakeContext();
    private final FakeWire wire = new FakeWire();
    private final FakeWire dialog = new FakeWire("first");
    private final OutboundLeg leg = new OutboundLeg(context, wire);

    @Test
    void callRingsIsAnsweredAndHungUp() throws WireException {
        leg.start();
        leg.progressed(100, Optional.empty());
        leg.progressed(180, Optional.empty());
        leg.progressed(183, Optional.of("early"));
        leg.answered(dialog, Optional.of("answer"));
        hangUp();
        leg.byeAnswered(200);
        assertThat(wire.sent).containsExactly("INVITE");
        assertThat(dialog.sent).containsExactly("BYE");
        assertThat(context.events)
                .containsExactly(
                        SENT,
                        new SignalEvent.Ringing(LEG, 180, Optional.empty()),
                        new SignalEvent.Ringing(LEG, 183, Optional.of("early")),
                        new SignalEvent.Answered(LEG, "answer"));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void refusalIsReportedOnce() throws WireException {
        leg.start();
        leg.refused(486, "Busy Here");
        leg.refused(486, "Busy Here");
        assertThat(context.events).containsExactly(SENT, new SignalEvent.Refused(LEG, 486, "Busy Here"));
        assertThat(context.ends).isEqualTo(1);
        assertThat(context.armed()).isZero();
    }

    @Test
    void inviteThatCannotBeSentIsARefusal() {
        wire.broken = true;
        assertThatThrownBy(leg::start).isInstanceOf(WireException.class);
        assertThat(context.events).containsExactly(new SignalEvent.Refused(LEG, 503, "INVITE could not be sent"));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void cancelLeavesOnlyAfterAProvisionalResponse() throws WireException {
        leg.start();
        cancel();
        assertThat(wire.sent).containsExactly("INVITE");
        leg.progressed(100, Optional.empty());
        leg.progressed(180, Optional.empty());
        assertThat(wire.sent).containsExactly("INVITE", "CANCEL");
        leg.refused(487, "Request Terminated");
        assertThat(context.events).containsExactly(SENT, new SignalEvent.Refused(LEG, 487, "Request Terminated"));
    }

    @Test
    void answerThatCrossesTheCancelIsHungUp() throws WireException {
        leg.start();
        leg.progressed(180, Optional.empty());
        cancel();
        leg.answered(dialog, Optional.of("answer"));
        assertThat(dialog.sent).containsExactly("BYE");
        assertThat(context.events).last().isEqualTo(new SignalEvent.Refused(LEG, 487, "Request Terminated"));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void cancelThatCrossedTheAnswerHangsUp() throws WireException {
        leg.start();
        leg.answered(dialog, Optional.of("answer"));
        cancel();
        assertThat(dialog.sent).containsExactly("BYE");
    }

    @Test
    void cancelWithoutFinalResponseEndsInTime() throws WireException {
        leg.start();
        leg.progressed(180, Optional.empty());
        cancel();
        context.advance(Duration.ofSeconds(34));
        assertThat(context.events).last().isEqualTo(new SignalEvent.Refused(LEG, 487, "Request Terminated"));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void ofForkedAnswersTheFirstWins() throws WireException {
        FakeWire second = new FakeWire("second");
        leg.start();
        leg.answered(dialog, Optional.of("answer"));
        leg.answered(second, Optional.of("other"));
        leg.answered(dialog, Optional.of("answer"));
        assertThat(second.sent).containsExactly("BYE");
        assertThat(dialog.sent).isEmpty();
        assertThat(context.events).containsExactly(SENT, new SignalEvent.Answered(LEG, "answer"));
    }

    @Test
    void answerWithoutBodyTakesTheEarlyOne() throws WireException {
        leg.start();
        leg.progressed(183, Optional.of("early"));
        leg.answered(dialog, Optional.empty());
        assertThat(context.events).last().isEqualTo(new SignalEvent.Answered(LEG, "early"));
    }

    @Test
    void answerWithoutAnyBodyIsHungUp() throws WireException {
        leg.start();
        leg.answered(dialog, Optional.empty());
        assertThat(dialog.sent).containsExactly("BYE");
        assertThat(context.events).last().isInstanceOf(SignalEvent.Refused.class);
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void challengeIsAnsweredOnce() throws WireException {
        wire.hasCredentials = true;
        leg.start();
        leg.challenged(new OutboundWire.Challenge() {}, 407, "Proxy Authentication Required");
        leg.challenged(new OutboundWire.Challenge() {}, 407, "Proxy Authentication Required");
        assertThat(wire.sent).containsExactly("INVITE", "INVITE with credentials");
        assertThat(context.events)
                .containsExactly(SENT, new SignalEvent.Refused(LEG, 407, "Proxy Authentication Required"));
    }

    @Test
    void challengeWithoutCredentialsIsARefusal() throws WireException {
        leg.start();
        leg.challenged(new OutboundWire.Challenge() {}, 401, "Unauthorized");
        assertThat(context.events).containsExactly(SENT, new SignalEvent.Refused(LEG, 401, "Unauthorized"));
    }

    @Test
    void changeOfTheSessionBeforeTheAnswerIsGlare() throws WireException {
        leg.start();
        leg.reoffered(wire.reoffer(true, Optional.of("other")));
        assertThat(wire.sent).containsExactly("INVITE", "491 to reoffer");
    }

    @Test
    void callThatRingsForEverIsCancelled() throws WireException {
        leg.start();
        leg.progressed(180, Optional.empty());
        context.advance(Duration.ofMinutes(15));
        assertThat(wire.sent).containsExactly("INVITE", "CANCEL");
    }

    private void cancel() throws WireException {
        leg.perform(new SignalCommand.Cancel("c", LEG));
    }

    private void hangUp() throws WireException {
        leg.perform(new SignalCommand.HangUp("h", LEG));
    }
}
