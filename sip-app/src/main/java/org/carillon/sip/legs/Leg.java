// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.util.Optional;
import org.carillon.engine.calls.signalling.SignalCommand;

/** A call leg. All methods are called on the leg's lane. */
public sealed interface Leg permits InboundLeg, OutboundLeg, ConfirmedLeg {
    /**
     * Carries out a command of the engine. One that makes no sense in the present state, because the remote party was
     * faster, has no effect.
     *
     * @throws WireException when the message could not be sent
     */
    void perform(SignalCommand command) throws WireException;

    /** The remote party's BYE. */
    void byeReceived(InDialogRequest bye, Optional<String> reason);

    /** The final response to our BYE. */
    void byeAnswered(int status);

    /** The final response to our OPTIONS. */
    void probeAnswered(int status);

    /** The remote party's re-INVITE or UPDATE. */
    void reoffered(Reoffer reoffer);

    /** The ACK of a 200 of ours, with what it carried. */
    void acknowledged(Optional<String> sdp);

    /** The PRACK of a provisional response of ours. */
    void provisionalAcknowledged();

    /** A digit by SIP INFO. */
    void digit(char digit);
}
