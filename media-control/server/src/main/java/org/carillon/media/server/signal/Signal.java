// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

/**
 * Something a call agent asked for that takes time. It is moved by {@link #play} every 20 ms, and tells its {@link Outcome}
 * exactly once. Only the media loop's thread calls it.
 */
public interface Signal {
    /** Where outcomes go. */
    interface Listener {
        void ended(Signal signal, Outcome outcome);
    }

    String requestId();

    /** Its name in the AU package: pa, pc or pr. */
    String name();

    /**
     * Moves on by 20 ms.
     *
     * @param frame 160 samples to fill
     * @return whether the frame was filled; if not, its content is as before
     */
    boolean play(short[] frame);

    /** 20 ms of what is heard; for a second channel {@code right} is given too. Called after {@link #play} of the same turn. */
    default void hear(short[] frame, short[] right) {}

    /** A key was pressed; answers whether the signal used it. */
    boolean key(char key);

    /** Ends it; nothing happens when it has ended. */
    void stop(EndReason reason);

    /** Whether it has told its end, or is about to when a file is closed; it then gets no more calls. */
    boolean over();
}
