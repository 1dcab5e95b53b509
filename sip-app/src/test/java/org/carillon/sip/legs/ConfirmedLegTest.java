// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.junit.jupiter.api.Test;

class ConfirmedLegTest {
    private final FakeContext context = new FakeContext();
    private final FakeWire wire = new FakeWire();
    private final ConfirmedLeg leg = new ConfirmedLeg(context, wire);

    @Test
    void whateverEndsACallEndsItsDialog() throws WireException {
        leg.perform(new SignalCommand.Cancel("1", FakeContext.LEG));
        leg.perform(new SignalCommand.HangUp("2", FakeContext.LEG));

        assertThat(wire.sent).containsExactly("BYE");
    }

    @Test
    void answerThatTheNodeBeforeMayHaveSentIsNotSentAgain() throws WireException {
        leg.perform(new SignalCommand.Ring("1", FakeContext.LEG));
        leg.perform(new SignalCommand.Answer("2", FakeContext.LEG, "v=0"));

        assertThat(wire.sent).isEmpty();
    }

    @Test
    void remotePartyChangesTheSession() throws WireException {
        leg.reoffered(wire.reoffer(false, Optional.of("hold")));
        leg.perform(new SignalCommand.AnswerReoffer("1", FakeContext.LEG, "held"));

        assertThat(context.events).containsExactly(new SignalEvent.Reoffered(FakeContext.LEG, Optional.of("hold")));
        assertThat(wire.sent).containsExactly("200 to reoffer held");
    }

    @Test
    void keysByInfoAreHeard() {
        leg.digit('5');

        assertThat(context.events).containsExactly(new SignalEvent.InfoDigit(FakeContext.LEG, '5'));
    }
}
