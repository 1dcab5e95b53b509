// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.concurrency;

import java.time.Duration;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;

/** Which turn a thread needs, and what it has of it. */
public final class Turns {
    /** Longer than any callback should take; then the caller gets an error rather than a session that is in use. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ThreadLocal<@Nullable Entry> ENTRY = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Boolean> LANE = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Integer> WEB = new ThreadLocal<>();

    private Turns() {}

    /** Says that this thread is a lane for as long as it lives: it gives work to a session and never waits for one. */
    public static void markLane() {
        LANE.set(true);
    }

    /** {@return whether this thread is a lane} */
    public static boolean isLane() {
        return LANE.get() != null;
    }

    /** Begins a web request, or another piece of work of the web container, on this thread. */
    public static void beginWeb() {
        var depth = WEB.get();
        WEB.set(depth == null ? 1 : depth + 1);
    }

    /** Ends it and gives back the turn that it has taken. */
    public static void endWeb() {
        var depth = WEB.get();
        if (depth != null && depth > 1) {
            WEB.set(depth - 1);
            return;
        }
        WEB.remove();
        leave();
    }

    /** {@return whether this thread works for the web container} */
    public static boolean isWeb() {
        return WEB.get() != null;
    }

    /** A session that may have a turn. */
    public interface Guarded {
        /** {@return the right to run its code, or null when its application wants no control} */
        @Nullable
        Turn turn();
    }

    /** How a thread got its turn by entering, and how often it has entered it. */
    private static final class Entry {
        final Turn turn;
        int depth = 1;

        Entry(Turn turn) {
            this.turn = turn;
        }
    }

    /** {@return the turn of one of them, the SIP session first, or null when neither has one} */
    public static @Nullable Turn of(
            @Nullable MobicentsSipApplicationSession application, @Nullable MobicentsSipSession session) {
        if (session instanceof Guarded guarded && guarded.turn() != null) {
            return guarded.turn();
        }
        return application instanceof Guarded guarded ? guarded.turn() : null;
    }

    /** {@return the turn of a SIP session or of its application session, or null} */
    public static @Nullable Turn of(@Nullable MobicentsSipSession session) {
        return session == null ? null : of(session.getSipApplicationSession(), session);
    }

    /**
     * Takes a turn for a piece of work of the container that began without one, until as many calls of {@link #exit}.
     * Nothing happens when the thread has a turn already.
     *
     * @throws IllegalStateException when the session was in use for half a minute
     */
    public static void enter(@Nullable Turn turn) {
        var entry = ENTRY.get();
        if (entry != null && entry.turn == turn) {
            entry.depth++;
            return;
        }
        if (turn == null || Turn.held() != null) {
            return;
        }
        if (!turn.enter(PATIENCE)) {
            throw SipLogger.LOG.sessionBusy(PATIENCE.toSeconds());
        }
        ENTRY.set(new Entry(turn));
    }

    /** Undoes one {@link #enter}. */
    public static void exit(@Nullable Turn turn) {
        var entry = ENTRY.get();
        if (entry == null || entry.turn != turn) {
            return;
        }
        entry.depth--;
        if (entry.depth == 0) {
            leave();
        }
    }

    /** Gives back what the thread has entered, however often. */
    public static void leave() {
        var entry = ENTRY.get();
        if (entry != null) {
            ENTRY.remove();
            entry.turn.leave();
        }
    }
}
