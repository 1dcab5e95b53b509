// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.junit.jupiter.api.Test;

class DialogTest {
    private final FakeContext context = new FakeContext();
    private final FakeWire wire = new FakeWire();
    private final Dialog dialog = new Dialog(context, wire);

    @Test
    void changeOfTheSessionIsAnsweredByTheEngine() throws WireException {
        dialog.reoffered(wire.reoffer(false, Optional.of("hold")));
        dialog.answer(new SignalCommand.AnswerReoffer("1", FakeContext.LEG, "held"));
        dialog.acknowledged(Optional.empty());
        assertThat(context.events).containsExactly(new SignalEvent.Reoffered(FakeContext.LEG, Optional.of("hold")));
        assertThat(wire.sent).containsExactly("200 to reoffer held");
        assertThat(context.armed()).isZero();
    }

    @Test
    void lateOfferReportsTheAnswerInTheAck() throws WireException {
        dialog.reoffered(wire.reoffer(false, Optional.empty()));
        dialog.answer(new SignalCommand.AnswerReoffer("1", FakeContext.LEG, "offer"));
        dialog.acknowledged(Optional.of("answer"));
        assertThat(context.events)
                .containsExactly(
                        new SignalEvent.Reoffered(FakeContext.LEG, Optional.empty()),
                        new SignalEvent.Confirmed(FakeContext.LEG, Optional.of("answer")));
    }

    @Test
    void offerDuringOurOwnOpenOfferIsGlare() throws WireException {
        dialog.reoffered(wire.reoffer(false, Optional.empty()));
        dialog.answer(new SignalCommand.AnswerReoffer("1", FakeContext.LEG, "offer"));
        dialog.reoffered(wire.reoffer(true, Optional.of("other")));
        assertThat(wire.sent).containsExactly("200 to reoffer offer", "491 to reoffer");
    }

    @Test
    void secondOfferDuringTheFirstIsToComeLater() {
        dialog.reoffered(wire.reoffer(false, Optional.of("one")));
        dialog.reoffered(wire.reoffer(true, Optional.of("two")));
        assertThat(wire.sent).containsExactly("500 later");
        assertThat(context.events).hasSize(1);
    }

    @Test
    void refusedChangeLeavesTheDialogOpen() throws WireException {
        dialog.reoffered(wire.reoffer(false, Optional.of("video")));
        dialog.refuse(new SignalCommand.RefuseReoffer("1", FakeContext.LEG, 488));
        dialog.hangUp();
        assertThat(wire.sent).containsExactly("488 to reoffer", "BYE");
    }

    @Test
    void changeThatTheEngineLeavesAloneIsRefusedInTime() throws WireException {
        dialog.reoffered(wire.reoffer(false, Optional.of("hold")));
        context.advance(Duration.ofSeconds(10));
        dialog.answer(new SignalCommand.AnswerReoffer("1", FakeContext.LEG, "held"));
        assertThat(wire.sent).containsExactly("500 later");
    }

    @Test
    void updateWithoutBodyOnlyRefreshes() {
        dialog.reoffered(wire.reoffer(true, Optional.empty()));
        assertThat(wire.sent).containsExactly("200 to reoffer");
        assertThat(context.events).isEmpty();
    }

    @Test
    void reInviteWithoutAckEndsTheCall() throws WireException {
        dialog.reoffered(wire.reoffer(false, Optional.of("hold")));
        dialog.answer(new SignalCommand.AnswerReoffer("1", FakeContext.LEG, "held"));
        context.advance(Duration.ofSeconds(32));
        assertThat(wire.sent).containsExactly("200 to reoffer held", "BYE");
        assertThat(context.events).contains(new SignalEvent.Lost(FakeContext.LEG, "no ACK of a re-INVITE"));
    }

    @Test
    void hangUpEndsAnOpenChangeFirst() throws WireException {
        dialog.reoffered(wire.reoffer(false, Optional.of("hold")));
        dialog.hangUp();
        assertThat(wire.sent).containsExactly("487 to reoffer", "BYE");
    }

    @Test
    void hangUpTwiceSendsOneBye() throws WireException {
        dialog.hangUp();
        dialog.hangUp();
        dialog.byeAnswered(200);
        assertThat(wire.sent).containsExactly("BYE");
        assertThat(context.events).isEmpty();
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void byeWithoutAnswerIsALostCall() throws WireException {
        dialog.hangUp();
        context.advance(Duration.ofSeconds(34));
        assertThat(context.events).containsExactly(new SignalEvent.Lost(FakeContext.LEG, "no answer to BYE"));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void byeThatFindsNoDialogEndsIt() throws WireException {
        dialog.hangUp();
        dialog.byeAnswered(481);
        assertThat(context.events).isEmpty();
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void byeThatCannotBeSentIsALostCall() {
        wire.broken = true;
        assertThatThrownBy(dialog::hangUp).isInstanceOf(WireException.class);
        assertThat(context.events).containsExactly(new SignalEvent.Lost(FakeContext.LEG, "BYE could not be sent"));
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void crossingByesBothGetAnAnswer() throws WireException {
        dialog.hangUp();
        dialog.byeReceived(wire.request("BYE"), Optional.empty());
        dialog.byeAnswered(200);
        assertThat(wire.sent).containsExactly("BYE", "200 to BYE");
        assertThat(context.events).isEmpty();
        assertThat(context.ends).isEqualTo(1);
    }

    @Test
    void probeThatFindsNoDialogEndsTheCall() throws WireException {
        dialog.probe();
        dialog.probeAnswered(405);
        assertThat(context.events).isEmpty();
        dialog.probeAnswered(481);
        assertThat(wire.sent).containsExactly("OPTIONS", "BYE");
        assertThat(context.events).hasSize(1).first().isInstanceOf(SignalEvent.Lost.class);
    }

    @Test
    void digitIsReportedWhileTheDialogIsOpen() throws WireException {
        dialog.digit('5');
        dialog.hangUp();
        dialog.digit('6');
        assertThat(context.events).containsExactly(new SignalEvent.InfoDigit(FakeContext.LEG, '5'));
    }
}
