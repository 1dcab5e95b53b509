// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.util.Optional;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.sip.log.SipLog;
import org.jspecify.annotations.Nullable;

/**
 * What an inbound and an outbound leg do alike once they are answered: hang up, be hung up, and take part in the remote
 * party's changes of the session.
 */
final class Dialog {
    private enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final LegContext context;
    private final DialogWire wire;
    private Phase phase = Phase.OPEN;
    private @Nullable Reoffer pending;
    private LegContext.@Nullable Alarm pendingAlarm;
    private LegContext.@Nullable Alarm ackAlarm;
    private boolean ourOfferIsOpen;

    Dialog(LegContext context, DialogWire wire) {
        this.context = context;
        this.wire = wire;
    }

    String id() {
        return wire.id();
    }

    /** BYE. Its end is the final response, or the wait for it. */
    void hangUp() throws WireException {
        if (phase != Phase.OPEN) {
            return;
        }
        endReoffers();
        phase = Phase.CLOSING;
        try {
            wire.bye();
        } catch (WireException e) {
            lost("BYE could not be sent");
            throw e;
        }
        context.after(context.times().bye(), () -> byeAnswered(408));
    }

    /** BYE after something went wrong: nobody waits for its success. */
    void breakOff(String reason) {
        if (phase != Phase.OPEN) {
            return;
        }
        context.report(new SignalEvent.Lost(context.leg(), reason));
        hangUpSilently();
    }

    /** BYE of which the engine need not know. */
    void hangUpSilently() {
        if (phase != Phase.OPEN) {
            return;
        }
        endReoffers();
        try {
            wire.bye();
        } catch (WireException e) {
            SipLog.LOG.notSent(context.leg().value(), "BYE", e);
        }
        close();
    }

    void byeReceived(InDialogRequest bye, Optional<String> reason) {
        bye.respond(200);
        if (phase != Phase.OPEN) {
            return;
        }
        endReoffers();
        context.report(new SignalEvent.HungUp(context.leg(), reason));
        close();
    }

    /** A BYE that nobody answers means that the other side has vanished; any answer at all ends the dialog. */
    void byeAnswered(int status) {
        if (phase != Phase.CLOSING) {
            return;
        }
        if (status == 408) {
            lost("no answer to BYE");
            return;
        }
        close();
    }

    /** RFC 3261 14.2 and RFC 3311 5.2: one offer at a time; 491 when ours is open, 500 when theirs is. */
    void reoffered(Reoffer reoffer) {
        if (phase != Phase.OPEN) {
            reoffer.respond(481);
            return;
        }
        if (reoffer.update() && reoffer.sdp().isEmpty()) {
            reoffer.respond(200);
            return;
        }
        if (ourOfferIsOpen) {
            reoffer.respond(491);
            return;
        }
        if (pending != null) {
            reoffer.later();
            return;
        }
        pending = reoffer;
        pendingAlarm = context.after(context.times().reoffer(), () -> expire(reoffer));
        context.report(new SignalEvent.Reoffered(context.leg(), reoffer.sdp()));
    }

    /** OPTIONS inside the dialog. */
    void probe() throws WireException {
        if (phase != Phase.OPEN) {
            return;
        }
        try {
            wire.probe();
        } catch (WireException e) {
            breakOff("OPTIONS could not be sent");
            throw e;
        }
    }

    /** RFC 3261 12.2.1.2: 481 and 408 say that the dialog is gone; any other answer, even a refusal, that it lives. */
    void probeAnswered(int status) {
        if (status == 481 || status == 408) {
            breakOff("no dialog on the other side (" + status + ")");
        }
    }

    void answer(SignalCommand.AnswerReoffer command) throws WireException {
        Reoffer reoffer = takePending();
        if (reoffer == null) {
            return;
        }
        reoffer.answer(command.sdp());
        if (!reoffer.update()) {
            ourOfferIsOpen = reoffer.sdp().isEmpty();
            cancel(ackAlarm);
            ackAlarm = context.after(context.times().ack(), () -> breakOff("no ACK of a re-INVITE"));
        }
    }

    void refuse(SignalCommand.RefuseReoffer command) {
        Reoffer reoffer = takePending();
        if (reoffer != null) {
            reoffer.respond(command.status());
        }
    }

    /** The ACK of a re-INVITE; it carries their answer when we made the offer. */
    void acknowledged(Optional<String> sdp) {
        cancel(ackAlarm);
        ackAlarm = null;
        if (ourOfferIsOpen && phase == Phase.OPEN) {
            context.report(new SignalEvent.Confirmed(context.leg(), sdp));
        }
        ourOfferIsOpen = false;
    }

    void digit(char digit) {
        if (phase == Phase.OPEN) {
            context.report(new SignalEvent.InfoDigit(context.leg(), digit));
        }
    }

    private void expire(Reoffer reoffer) {
        if (pending == reoffer) {
            SipLog.LOG.reofferNotAnswered(context.leg().value());
            takePending();
            reoffer.later();
        }
    }

    private void endReoffers() {
        Reoffer reoffer = takePending();
        if (reoffer != null) {
            reoffer.respond(487);
        }
        cancel(ackAlarm);
        ackAlarm = null;
    }

    private @Nullable Reoffer takePending() {
        Reoffer reoffer = pending;
        pending = null;
        cancel(pendingAlarm);
        pendingAlarm = null;
        return reoffer;
    }

    private void lost(String reason) {
        context.report(new SignalEvent.Lost(context.leg(), reason));
        close();
    }

    private void close() {
        phase = Phase.CLOSED;
        context.ended();
    }

    private static void cancel(LegContext.@Nullable Alarm alarm) {
        if (alarm != null) {
            alarm.cancel();
        }
    }
}
