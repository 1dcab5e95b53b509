// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import java.net.DatagramPacket;
import org.jspecify.annotations.Nullable;

/**
 * How long the message that the current thread handles has waited for its lane, in which datagram it came, and whether it has
 * been admitted already.
 *
 * <p>The stack hands a message on without its time of arrival, and a malformed one without its source, but on the same
 * thread.
 */
public final class LaneWait {
    private static final ThreadLocal<LaneWait> CURRENT = ThreadLocal.withInitial(LaneWait::new);

    private long millis;
    private @Nullable DatagramPacket packet;
    private boolean admitted;

    private LaneWait() {}

    /**
     * Notes the message that is handled next.
     *
     * @param millis how long it has waited
     * @param packet the datagram, or null when it came over a stream
     */
    public static void note(long millis, @Nullable DatagramPacket packet) {
        var current = CURRENT.get();
        current.millis = millis;
        current.packet = packet;
        current.admitted = false;
    }

    /** Notes that {@link Admission} has admitted the message; it counts, so it must not be asked twice. */
    static void admit() {
        CURRENT.get().admitted = true;
    }

    /** {@return whether the message has been admitted before it was parsed} */
    public static boolean isAdmitted() {
        return CURRENT.get().admitted;
    }

    /** {@return the wait in milliseconds; 0 on a thread that is no lane} */
    public static long millis() {
        return CURRENT.get().millis;
    }

    /** {@return the datagram; null for a message of a stream, and on a thread that is no lane} */
    public static @Nullable DatagramPacket packet() {
        return CURRENT.get().packet;
    }
}
