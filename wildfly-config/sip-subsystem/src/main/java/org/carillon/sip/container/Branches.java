// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.SIPConstants;
import gov.nist.javax.sip.message.SIPResponse;

/** The names of transactions, as the implementation makes them. */
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
}
