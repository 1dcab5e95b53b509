// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.drain;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Set;
import javax.sip.message.Request;

/** Tells what begins something new from what belongs to a dialog in progress. */
public final class NewDialogs {
    /** They belong to another request, although they may have no tag of ours. */
    private static final Set<String> OF_ANOTHER_REQUEST = Set.of(Request.ACK, Request.CANCEL);

    /** RFC 3891 and RFC 3911: such an INVITE goes on with a call that is here and nowhere else. */
    private static final Set<String> OF_ANOTHER_DIALOG = Set.of("Replaces", "Join");

    private NewDialogs() {}

    /**
     * {@return whether the request stands outside of a dialog} OPTIONS and REGISTER are among these, so that a load
     * balancer that probes with OPTIONS takes the server out (RFC 3261 section 11).
     */
    public static boolean opens(SIPRequest request) {
        return request.getToTag() == null
                && !OF_ANOTHER_REQUEST.contains(request.getMethod())
                && !(Request.INVITE.equals(request.getMethod())
                        && OF_ANOTHER_DIALOG.stream().anyMatch(name -> request.getHeader(name) != null));
    }
}
