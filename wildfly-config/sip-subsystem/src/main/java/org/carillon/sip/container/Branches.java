// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.SIPConstants;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** Which transaction a message belongs to. */
final class Branches {
    private static final int PARTS = 3;

    private Branches() {}

    /**
     * RFC 3261 section 18.1.2: a response whose topmost Via is not ours is discarded. The implementation writes three parts
     * with underscores between them into each branch of its own.
     */
    static boolean isOurs(SIPResponse response) {
        var via = response.getTopmostVia();
        var branch = via == null ? null : via.getBranch();
        return branch != null
                && branch.startsWith(SIPConstants.BRANCH_MAGIC_COOKIE)
                && branch.split("_", PARTS + 1).length >= PARTS;
    }

    /**
     * {@return the transaction in which a request is answered, null for one that has none} It may have been made after the request came. The
     * stack has one of its own for each request, but unless that is mapped it does not find it for an ACK.
     */
    static @Nullable ServerTransaction answering(RequestEvent event) {
        var known = event.getServerTransaction();
        return known == null
                        && ((SIPRequest) event.getRequest()).getTransaction() instanceof SIPServerTransaction made
                        && made.isTransactionMapped()
                ? (ServerTransaction) made
                : known;
    }
}
