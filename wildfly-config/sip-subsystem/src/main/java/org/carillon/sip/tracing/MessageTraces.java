// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.tracing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;

/**
 * The traces that run now, at most {@value #MOST} of them.
 *
 * <p>While there is none, a message pays for one volatile read. A trace ends when an operator ends it, when its time
 * is over or when it has written its messages. A trace whose time is over while nothing passes is dropped by whoever
 * looks next. All methods may be called from any thread.
 */
public final class MessageTraces {
    /** The most traces at once. */
    public static final int MOST = 16;

    private final Clock clock;
    private volatile List<Running> running = List.of();
    private int lastId;

    /** @param clock tells when a trace is over */
    public MessageTraces(Clock clock) {
        this.clock = clock;
    }

    /**
     * A trace that runs.
     *
     * @param id names it until the container is made anew
     * @param trace what is traced
     * @param until when it ends
     * @param left how many messages it may still write
     */
    public record Running(int id, Trace trace, Instant until, AtomicInteger left) {
        /** {@return how many messages it has written} */
        public int written() {
            return trace.messages() - Math.max(0, left.get());
        }
    }

    /** {@return whether any trace runs} Cheap enough for every message. */
    public boolean isActive() {
        return !running.isEmpty();
    }

    /**
     * Begins a trace.
     *
     * @return its id
     * @throws IllegalStateException when {@value #MOST} run already
     */
    public synchronized int begin(Trace trace) {
        dropEnded();
        if (running.size() >= MOST) {
            throw new IllegalStateException("there are " + MOST + " traces already; end one with stop-trace");
        }
        lastId++;
        var begun = new Running(lastId, trace, clock.instant().plus(trace.time()), new AtomicInteger(trace.messages()));
        var more = new ArrayList<>(running);
        more.add(begun);
        running = List.copyOf(more);
        return lastId;
    }

    /** {@return whether there was a trace of that id; it has ended} */
    public boolean end(int id) {
        return remove(candidate -> candidate == id) > 0;
    }

    /** {@return how many traces there were; all have ended} */
    public int endAll() {
        return remove(candidate -> true);
    }

    private synchronized int remove(IntPredicate which) {
        var ended = running.stream().filter(trace -> which.test(trace.id())).toList();
        running = running.stream().filter(trace -> !which.test(trace.id())).toList();
        ended.forEach(trace -> SipLogger.LOG.traceEnded(trace.id(), trace.written()));
        return ended.size();
    }

    private void dropEnded() {
        var now = clock.instant();
        for (var trace : running) {
            if (!now.isBefore(trace.until()) || trace.left().get() <= 0) {
                end(trace.id());
            }
        }
    }

    /** {@return the traces that run, the oldest first} */
    public List<Running> list() {
        dropEnded();
        return running;
    }

    /**
     * {@return whether a message must be written} A trace that wants it has one message less left.
     *
     * @param callId of the message, or null when it has none
     * @param peer the other side as the stack writes it: address, colon, port
     */
    public boolean wants(@Nullable String callId, String peer) {
        var now = clock.instant();
        var wanted = false;
        for (var trace : running) {
            if (!now.isBefore(trace.until())) {
                end(trace.id());
            } else if (trace.trace().matches(callId, peer)) {
                var left = trace.left().decrementAndGet();
                wanted |= left >= 0;
                if (left <= 0) {
                    end(trace.id());
                }
            }
        }
        return wanted;
    }
}
