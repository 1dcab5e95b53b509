// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.util.Optional;
import java.util.OptionalInt;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink.Admission;
import org.carillon.sip.log.SipLog;
import org.jspecify.annotations.Nullable;

/**
 * A leg that came in: from the INVITE, which the engine takes or refuses, over the answer and its ACK, to the end of the
 * dialog.
 */
public final class InboundLeg implements Leg {
    private enum Phase {
        /** The engine has not decided yet. */
        ARRIVED,
        /** Taken, not answered. */
        TAKEN,
        /** 200 sent, no ACK yet. */
        ANSWERED,
        /** From here on the dialog decides. */
        CONFIRMED,
        ENDED
    }

    private final LegContext context;
    private final InboundWire wire;
    private final Dialog dialog;
    private final int retryAfterSeconds;
    private Phase phase = Phase.ARRIVED;
    private boolean hangUpWanted;
    private boolean abandoned;
    private LegContext.@Nullable Alarm alarm;
    /** Runs from a reliable provisional response until its PRACK. */
    private LegContext.@Nullable Alarm prack;
    /** What waits for the PRACK. */
    private @Nullable Waiting waiting;

    /** A response that may not be sent yet; the latest one is enough. */
    private record Waiting(int status, Optional<String> sdp) {}

    /** @param retryAfterSeconds what a caller is told when we are overloaded */
    public InboundLeg(LegContext context, InboundWire wire, DialogWire dialog, int retryAfterSeconds) {
        this.context = context;
        this.wire = wire;
        this.dialog = new Dialog(context, dialog);
        this.retryAfterSeconds = retryAfterSeconds;
        this.alarm =
                context.after(context.times().admission(), () -> admitted(new Admission.Refused(503, "Not ready")));
    }

    /** The engine's decision. A second one, after the time-out's, has no effect. */
    public void admitted(Admission admission) {
        if (phase != Phase.ARRIVED) {
            if (phase == Phase.ENDED && abandoned && admission instanceof Admission.Taken) {
                context.report(new SignalEvent.Cancelled(context.leg()));
            }
            return;
        }
        if (admission instanceof Admission.Refused refused) {
            try {
                refuse(refused.status(), refused.reason());
            } catch (WireException e) {
                SipLog.LOG.notSent(context.leg().value(), "a refusal", e);
            }
            abandoned = true;
            return;
        }
        taken();
    }

    private void taken() {
        phase = Phase.TAKEN;
        arm(context.after(context.times().unanswered(), () -> {
            context.report(new SignalEvent.Lost(context.leg(), "never answered"));
            breakOff(480, "Temporarily Unavailable");
        }));
    }

    private void breakOff(int status, String reason) {
        try {
            refuse(status, reason);
        } catch (WireException e) {
            SipLog.LOG.notSent(context.leg().value(), "a refusal", e);
        }
    }

    @Override
    public void perform(SignalCommand command) throws WireException {
        if (phase == Phase.ARRIVED) {
            // The engine's first command may overtake the completion of its own admission.
            taken();
        }
        if (command instanceof SignalCommand.Ring) {
            provisional(180, Optional.empty());
        } else if (command instanceof SignalCommand.Progress progress) {
            provisional(183, Optional.of(progress.sdp()));
        } else if (command instanceof SignalCommand.Answer answer) {
            answer(answer.sdp());
        } else if (command instanceof SignalCommand.Refuse refusal) {
            refuseOrHangUp(refusal.status(), refusal.reason());
        } else if (command instanceof SignalCommand.HangUp || command instanceof SignalCommand.Cancel) {
            refuseOrHangUp(480, "Temporarily Unavailable");
        } else if (command instanceof SignalCommand.AnswerReoffer answer) {
            dialog.answer(answer);
        } else if (command instanceof SignalCommand.RefuseReoffer refusal) {
            dialog.refuse(refusal);
        } else if (command instanceof SignalCommand.Probe && phase == Phase.CONFIRMED) {
            dialog.probe();
        }
    }

    private void provisional(int status, Optional<String> sdp) throws WireException {
        if (phase != Phase.TAKEN) {
            return;
        }
        if (prack != null) {
            waiting = new Waiting(status, sdp);
        } else if (wire.provisional(status, sdp)) {
            // RFC 3262 3: without a PRACK for 64 x T1 the INVITE is refused.
            prack = context.after(context.times().ack(), () -> {
                context.report(new SignalEvent.Lost(context.leg(), "no PRACK"));
                breakOff(504, "No PRACK");
            });
        }
    }

    private void answer(String sdp) throws WireException {
        if (phase != Phase.TAKEN) {
            return;
        }
        if (prack != null) {
            waiting = new Waiting(200, Optional.of(sdp));
            return;
        }
        try {
            wire.answer(sdp);
        } catch (WireException e) {
            context.report(new SignalEvent.Lost(context.leg(), "200 could not be sent"));
            breakOff(500, "Server Internal Error");
            throw e;
        }
        phase = Phase.ANSWERED;
        arm(context.after(context.times().ack(), this::ackMissing));
    }

    @Override
    public void provisionalAcknowledged() {
        Waiting next = waiting;
        disarmPrack();
        if (next == null) {
            return;
        }
        try {
            if (next.status() == 200) {
                answer(next.sdp().orElseThrow());
            } else {
                provisional(next.status(), next.sdp());
            }
        } catch (WireException e) {
            SipLog.LOG.notSent(context.leg().value(), String.valueOf(next.status()), e);
        }
    }

    private void disarmPrack() {
        if (prack != null) {
            prack.cancel();
        }
        prack = null;
        waiting = null;
    }

    private void refuseOrHangUp(int status, String reason) throws WireException {
        switch (phase) {
            case ARRIVED, TAKEN -> refuse(status, reason);
            // RFC 3261 15: no BYE before the ACK of the 200, or before its time-out.
            case ANSWERED -> hangUpWanted = true;
            case CONFIRMED -> dialog.hangUp();
            case ENDED -> {}
        }
    }

    private void refuse(int status, String reason) throws WireException {
        OptionalInt retryAfter = status == 503 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
        end();
        wire.refuse(status, reason, retryAfter);
    }

    private void ackMissing() {
        if (phase != Phase.ANSWERED) {
            return;
        }
        SipLog.LOG.noAck(context.leg().value());
        phase = Phase.CONFIRMED;
        dialog.breakOff("no ACK");
    }

    /** The caller gave up; the container has answered 487. After our 200 it comes too late (RFC 3261 9.2). */
    public void cancelled() {
        switch (phase) {
            case ARRIVED -> {
                abandoned = true;
                end();
            }
            case TAKEN -> {
                end();
                context.report(new SignalEvent.Cancelled(context.leg()));
            }
            case ANSWERED, CONFIRMED, ENDED -> {}
        }
    }

    @Override
    public void acknowledged(Optional<String> sdp) {
        if (phase == Phase.CONFIRMED) {
            dialog.acknowledged(sdp);
            return;
        }
        if (phase != Phase.ANSWERED) {
            return;
        }
        phase = Phase.CONFIRMED;
        arm(null);
        if (!hangUpWanted) {
            context.report(new SignalEvent.Confirmed(context.leg(), sdp));
            return;
        }
        try {
            dialog.hangUp();
        } catch (WireException e) {
            SipLog.LOG.notSent(context.leg().value(), "BYE", e);
        }
    }

    @Override
    public void byeReceived(InDialogRequest bye, Optional<String> reason) {
        if (phase == Phase.ARRIVED || phase == Phase.TAKEN) {
            // A caller may end an early dialog by BYE instead of CANCEL (RFC 3261 15); the INVITE still needs its 487.
            bye.respond(200);
            Phase before = phase;
            try {
                refuse(487, "Request Terminated");
            } catch (WireException e) {
                SipLog.LOG.notSent(context.leg().value(), "487", e);
            }
            abandoned = before == Phase.ARRIVED;
            if (before == Phase.TAKEN) {
                context.report(new SignalEvent.Cancelled(context.leg()));
            }
            return;
        }
        if (phase == Phase.ENDED) {
            bye.respond(481);
            return;
        }
        phase = Phase.CONFIRMED;
        arm(null);
        dialog.byeReceived(bye, reason);
    }

    @Override
    public void byeAnswered(int status) {
        dialog.byeAnswered(status);
    }

    @Override
    public void probeAnswered(int status) {
        dialog.probeAnswered(status);
    }

    @Override
    public void reoffered(Reoffer reoffer) {
        if (phase == Phase.CONFIRMED) {
            dialog.reoffered(reoffer);
            return;
        }
        // Before the ACK, or before our answer, the first exchange is still open.
        reoffer.later();
    }

    @Override
    public void digit(char digit) {
        dialog.digit(digit);
    }

    private void end() {
        phase = Phase.ENDED;
        arm(null);
        disarmPrack();
        context.ended();
    }

    private void arm(LegContext.@Nullable Alarm next) {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = next;
    }
}
