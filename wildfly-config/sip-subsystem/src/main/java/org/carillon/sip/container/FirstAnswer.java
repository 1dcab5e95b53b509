// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import org.jspecify.annotations.Nullable;

/**
 * Whether an INVITE has been answered, so that 100 never follows a response of its application: that may come from any thread, at any
 * moment.
 */
final class FirstAnswer {
    private boolean given;

    /** As {@link #give}, when this is a request that came in. */
    static void giveTo(@Nullable Object request) {
        if (request instanceof CarillonSipRequest answered) {
            answered.firstAnswer().give();
        }
    }

    /** Waits while a 100 is on its way out; none is sent from now on. */
    synchronized void give() {
        given = true;
    }

    /** Sends the 100, unless there is an answer already; answers wait for it. */
    synchronized void unlessGiven(Runnable trying) {
        if (!given) {
            trying.run();
        }
    }
}
