// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.time.Instant;

/** Sees every message on the wire, retransmissions too, and may keep one that came from the stack. */
public interface Wire {
    /**
     * A message went out.
     *
     * @param at when its sending began
     */
    void sent(SIPMessage message, Instant at);

    /**
     * A message came in.
     *
     * @return false to drop it as if it had been lost on the way
     */
    boolean received(SIPMessage message);
}
