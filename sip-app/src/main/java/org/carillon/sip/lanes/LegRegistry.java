// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.lanes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.ids.CallSid;
import org.carillon.sip.legs.LegTimes;

/** The legs of this node, and for a while the names of those that have ended. */
public final class LegRegistry {
    /** Names of ended legs that are kept: a command that crossed the end is then no error. */
    private static final int ENDED_KEPT = 10_000;

    private final Map<CallSid, LegHandle> legs = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Map<CallSid, Boolean> ended = Collections.synchronizedMap(new EldestDropped());
    private final Means means;
    private final int limit;

    /** @param limit legs at once */
    public LegRegistry(Means means, int limit) {
        this.means = means;
        this.limit = limit;
    }

    /**
     * Makes room for a leg and starts it: its start is the first task of its lane, and runs once the leg can be found, for
     * the answer to its INVITE may be here before this method returns.
     *
     * @param starter must call a start method of the handle
     * @return false when the limit is reached; true also when there is or was such a leg already, which is then left
     *     alone
     */
    public boolean add(CallSid leg, CallSid session, Consumer<LegHandle> starter) {
        if (hasEnded(leg) || legs.containsKey(leg)) {
            return true;
        }
        if (size.incrementAndGet() > limit) {
            size.decrementAndGet();
            return false;
        }
        begin(leg, session, starter);
        return true;
    }

    private void begin(CallSid leg, CallSid session, Consumer<LegHandle> starter) {
        LegHandle handle = new LegHandle(leg, session, this, means);
        starter.accept(handle);
        if (legs.putIfAbsent(leg, handle) == null) {
            handle.open();
        } else {
            size.decrementAndGet();
        }
    }

    /** As {@link #add}, whatever the limit says: the leg exists, and comes here from another node. */
    public void takeIn(CallSid leg, CallSid session, Consumer<LegHandle> starter) {
        if (!hasEnded(leg) && !legs.containsKey(leg)) {
            size.incrementAndGet();
            begin(leg, session, starter);
        }
    }

    /** The leg, as long as it has not ended. */
    public Optional<LegHandle> find(CallSid leg) {
        return Optional.ofNullable(legs.get(leg));
    }

    /** Whether the leg was here and has ended, as far as that is remembered. */
    public boolean hasEnded(CallSid leg) {
        return ended.containsKey(leg);
    }

    void remove(CallSid leg) {
        ended.put(leg, true);
        if (legs.remove(leg) != null) {
            size.decrementAndGet();
        }
    }

    /** Ends every leg: BYE, CANCEL or a refusal, whatever its state asks for. */
    public void hangUpAll() {
        legs.values().forEach(LegHandle::hangUp);
    }

    /** Open legs. */
    public int size() {
        return size.get();
    }

    /** What legs run with. */
    public record Means(SignalSink sink, Executor pool, ScheduledExecutorService timers, LegTimes times) {}

    private static final class EldestDropped extends LinkedHashMap<CallSid, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CallSid, Boolean> eldest) {
            return size() > ENDED_KEPT;
        }
    }
}
