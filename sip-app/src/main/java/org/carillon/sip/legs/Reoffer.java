// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.util.Optional;

/** A re-INVITE or UPDATE of the remote party that waits for its final response. */
public interface Reoffer extends InDialogRequest {
    /** Whether it is an UPDATE (RFC 3311), which has no ACK. */
    boolean update();

    /** The offer; empty when ours is asked for, or in an UPDATE that only refreshes the dialog. */
    Optional<String> sdp();

    /** Answers 200 with a session description. */
    void answer(String sdp) throws WireException;

    /** Answers 500 and asks to try again in a few seconds (RFC 3261 14.2). */
    void later();
}
