// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

/** The INVITE of an outbound leg. */
public interface OutboundWire {
    /**
     * Sends the INVITE.
     *
     * @return its Call-ID
     */
    String invite() throws WireException;

    /**
     * Sends it again with an answer to the challenge.
     *
     * @return whether there are credentials for it; if not, the challenge is a refusal
     */
    boolean inviteWithCredentials(Challenge challenge) throws WireException;

    /** Sends CANCEL; only after a provisional response (RFC 3261 9.1). */
    void cancel() throws WireException;

    /** A 401 or 407 that was received. */
    interface Challenge {}
}
