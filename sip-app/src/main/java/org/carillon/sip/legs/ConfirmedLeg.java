// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.util.Optional;
import org.carillon.engine.calls.signalling.SignalCommand;

/** A leg that was begun and answered on another node; only its dialog is left, and which side began it does not matter any more. */
public final class ConfirmedLeg implements Leg {
    private final Dialog dialog;

    /** With this dialog. */
    public ConfirmedLeg(LegContext context, DialogWire dialog) {
        this.dialog = new Dialog(context, dialog);
    }

    @Override
    public void perform(SignalCommand command) throws WireException {
        if (command instanceof SignalCommand.HangUp
                || command instanceof SignalCommand.Cancel
                || command instanceof SignalCommand.Refuse) {
            dialog.hangUp();
        } else if (command instanceof SignalCommand.AnswerReoffer answer) {
            dialog.answer(answer);
        } else if (command instanceof SignalCommand.RefuseReoffer refusal) {
            dialog.refuse(refusal);
        } else if (command instanceof SignalCommand.Probe) {
            dialog.probe();
        }
    }

    @Override
    public void byeReceived(InDialogRequest bye, Optional<String> reason) {
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
        dialog.reoffered(reoffer);
    }

    @Override
    public void acknowledged(Optional<String> sdp) {
        dialog.acknowledged(sdp);
    }

    /** Provisional responses are over. */
    @Override
    public void provisionalAcknowledged() {}

    @Override
    public void digit(char digit) {
        dialog.digit(digit);
    }
}
