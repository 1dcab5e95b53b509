// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.util.Optional;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.sip.log.SipLog;
import org.jspecify.annotations.Nullable;

/**
 * A leg that we make: INVITE, its provisional and final responses, CANCEL and what may cross it. The sender of the
 * messages acknowledges a 200 before the leg hears of it, whatever the leg thinks of the answer.
 */
public final class OutboundLeg implements Leg {
    private enum Phase {
        CALLING,
        /** The engine wants the call no more; CANCEL has left, or leaves with the first provisional response. */
        CANCELLING,
        /** From here on the dialog decides. */
        CONFIRMED,
        ENDED
    }

    private final LegContext context;
    private final OutboundWire wire;
    private Phase phase = Phase.CALLING;
    private boolean provisional;
    private boolean cancelSent;
    private boolean credentialsSent;
    private Optional<String> earlySdp = Optional.empty();
    private @Nullable Dialog dialog;
    private LegContext.@Nullable Alarm alarm;

    /** Sends nothing yet. */
    public OutboundLeg(LegContext context, OutboundWire wire) {
        this.context = context;
        this.wire = wire;
    }

    /** Sends the INVITE. */
    public void start() throws WireException {
        String callId;
        try {
            callId = wire.invite();
        } catch (WireException e) {
            refused(503, "INVITE could not be sent");
            throw e;
        }
        context.report(new SignalEvent.Sent(context.leg(), callId));
        arm(context.after(context.times().unanswered(), this::cancelQuietly));
    }

    @Override
    public void perform(SignalCommand command) throws WireException {
        if (command instanceof SignalCommand.Cancel || command instanceof SignalCommand.HangUp) {
            cancelOrHangUp();
        } else if (dialog != null && command instanceof SignalCommand.AnswerReoffer answer) {
            dialog.answer(answer);
        } else if (dialog != null && command instanceof SignalCommand.RefuseReoffer refusal) {
            dialog.refuse(refusal);
        } else if (dialog != null && command instanceof SignalCommand.Probe) {
            dialog.probe();
        }
    }

    private void cancelOrHangUp() throws WireException {
        if (phase == Phase.CALLING) {
            phase = Phase.CANCELLING;
            sendCancel();
        } else if (dialog != null) {
            dialog.hangUp();
        }
    }

    private void cancelQuietly() {
        try {
            cancelOrHangUp();
        } catch (WireException e) {
            SipLog.LOG.notSent(context.leg().value(), "CANCEL", e);
        }
    }

    private void sendCancel() throws WireException {
        if (!provisional || cancelSent) {
            return;
        }
        cancelSent = true;
        // RFC 3261 9.1: without a final response 64 x T1 after the CANCEL the transaction counts as cancelled.
        arm(context.after(context.times().bye(), () -> refused(487, "Request Terminated")));
        wire.cancel();
    }

    /** 100 to 199. */
    public void progressed(int status, Optional<String> sdp) {
        if (phase != Phase.CALLING && phase != Phase.CANCELLING) {
            return;
        }
        provisional = true;
        if (phase == Phase.CANCELLING) {
            try {
                sendCancel();
            } catch (WireException e) {
                SipLog.LOG.notSent(context.leg().value(), "CANCEL", e);
            }
            return;
        }
        if (sdp.isPresent()) {
            earlySdp = sdp;
        }
        if (status > 100) {
            context.report(new SignalEvent.Ringing(context.leg(), status, sdp));
        }
    }

    /** 200, already acknowledged. Only the first dialog of a forked call is kept (RFC 3261 13.2.2.4). */
    public void answered(DialogWire answering, Optional<String> sdp) {
        if (dialog != null && dialog.id().equals(answering.id())) {
            return;
        }
        if (phase != Phase.CALLING && phase != Phase.CANCELLING) {
            hangUp(answering);
            return;
        }
        if (phase == Phase.CANCELLING) {
            // The answer crossed the CANCEL: the engine is told what it asked for.
            hangUp(answering);
            refused(487, "Request Terminated");
            return;
        }
        Optional<String> agreed = sdp.or(() -> earlySdp);
        if (agreed.isEmpty()) {
            hangUp(answering);
            refused(488, "Answer without a session description");
            return;
        }
        phase = Phase.CONFIRMED;
        arm(null);
        dialog = new Dialog(context, answering);
        context.report(new SignalEvent.Answered(context.leg(), agreed.get()));
    }

    private void hangUp(DialogWire unwanted) {
        try {
            unwanted.bye();
        } catch (WireException e) {
            SipLog.LOG.notSent(context.leg().value(), "BYE", e);
        }
    }

    /** 401 or 407. */
    public void challenged(OutboundWire.Challenge challenge, int status, String reason) {
        if (phase != Phase.CALLING || credentialsSent) {
            refused(status, reason);
            return;
        }
        credentialsSent = true;
        provisional = false;
        try {
            if (!wire.inviteWithCredentials(challenge)) {
                refused(status, reason);
            }
        } catch (WireException e) {
            SipLog.LOG.notSent(context.leg().value(), "INVITE with credentials", e);
            refused(503, "INVITE could not be sent");
        }
    }

    /** 300 to 699. A redirection is a refusal: where calls go is decided by the engine, not by the callee. */
    public void refused(int status, String reason) {
        if (phase != Phase.CALLING && phase != Phase.CANCELLING) {
            return;
        }
        phase = Phase.ENDED;
        arm(null);
        context.report(new SignalEvent.Refused(context.leg(), status, reason));
        context.ended();
    }

    @Override
    public void acknowledged(Optional<String> sdp) {
        if (dialog != null) {
            dialog.acknowledged(sdp);
        }
    }

    @Override
    public void byeReceived(InDialogRequest bye, Optional<String> reason) {
        if (dialog == null) {
            bye.respond(481);
            return;
        }
        dialog.byeReceived(bye, reason);
    }

    @Override
    public void byeAnswered(int status) {
        if (dialog != null) {
            dialog.byeAnswered(status);
        }
    }

    @Override
    public void probeAnswered(int status) {
        if (dialog != null) {
            dialog.probeAnswered(status);
        }
    }

    @Override
    public void reoffered(Reoffer reoffer) {
        if (dialog == null) {
            // Our own offer, in the INVITE, is still open (RFC 3311 5.2).
            reoffer.respond(491);
            return;
        }
        dialog.reoffered(reoffer);
    }

    /** We sent no provisional response. */
    @Override
    public void provisionalAcknowledged() {}

    @Override
    public void digit(char digit) {
        if (dialog != null) {
            dialog.digit(digit);
        }
    }

    private void arm(LegContext.@Nullable Alarm next) {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = next;
    }
}
