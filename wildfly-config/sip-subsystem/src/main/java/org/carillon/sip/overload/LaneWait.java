// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

/**
 * How long the message that the current thread handles has waited for its lane.
 *
 * <p>The stack hands a message on without its time of arrival, but on the same thread.
 */
public final class LaneWait {
    private static final ThreadLocal<long[]> MILLIS = ThreadLocal.withInitial(() -> new long[1]);

    private LaneWait() {}

    /** Notes the wait of the message that is handled next. */
    public static void note(long millis) {
        MILLIS.get()[0] = millis;
    }

    /** {@return the wait in milliseconds; 0 on a thread that is no lane} */
    public static long millis() {
        return MILLIS.get()[0];
    }
}
