// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import org.carillon.load.sip.server.Kind;

/** What callers ask of a server. */
enum Flow {
    /** The servlet answers with a session description, the caller hangs up at once. */
    ANSWER("answer and hang up"),

    /** The servlet connects the caller with a callee, as a back-to-back user agent; Kamailio does it as a proxy. */
    CALLEE("to a callee");

    private final String title;

    Flow(String title) {
        this.title = title;
    }

    /** For people. */
    String title() {
        return title;
    }

    /** The user part of the URI that asks for it; {@code BenchServlet} reads a number as the callee's port. */
    String user(int calleePort) {
        return this == ANSWER ? "answer" : "" + calleePort;
    }

    /** A proxy answers nothing itself. */
    boolean isServedBy(Kind server) {
        return this == CALLEE || server.isContainer();
    }
}
