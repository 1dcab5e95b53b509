// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.sip.SipFactory;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.trunks.TrunkPolicy;
import org.carillon.sip.lanes.LegRegistry;
import org.carillon.sip.log.SipLog;
import org.carillon.sip.wire.LegSessions;

/** The parts of the signalling, put together, from the start of the application to its stop. */
final class Switchboard {
    /** How long the stop waits for the BYEs of open calls to leave. */
    private static final long STOP_SECONDS = 3;

    private final SignalSink sink;
    private final LegRegistry legs;
    private final SipAppSettings settings;
    private final Arrivals arrivals;
    private final DialogTraffic dialogs;
    private final Responses responses;
    private final Comebacks comebacks;
    private final LegSignalling signalling;
    private final LegsBean bean;
    // A lane is in the pool's queue at most once, so the number of legs bounds the queue.
    private final ExecutorService pool = Executors.newFixedThreadPool(threads(), named("carillon-leg-"));
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, named("carillon-leg-timer-"));

    Switchboard(
            SignalSink sink, TrunkPolicy trunks, SipFactory factory, LegSessions sessions, SipAppSettings settings) {
        this.sink = sink;
        this.settings = settings;
        timers.setRemoveOnCancelPolicy(true);
        legs = new LegRegistry(new LegRegistry.Means(sink, pool, timers, settings.times()), settings.maxLegs());
        arrivals = new Arrivals(sink, trunks, legs, sessions, settings);
        dialogs = new DialogTraffic(legs, sessions);
        responses = new Responses(legs, sessions);
        comebacks = new Comebacks(sink, legs, sessions);
        signalling = new LegSignalling(sink, legs, factory, sessions);
        bean = new LegsBean(legs, arrivals);
    }

    private static int threads() {
        return Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    }

    void open() {
        bean.publish();
        sink.register(signalling);
        SipLog.LOG.open(settings.maxLegs());
    }

    /** Ends the calls that are open: their dialogs live in this process only, and nobody shall be left with silence. */
    void close() {
        arrivals.close();
        sink.unregister(signalling);
        SipLog.LOG.closed(legs.size());
        legs.hangUpAll();
        timers.shutdownNow();
        pool.shutdown();
        try {
            if (!pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
        bean.withdraw();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    DialogTraffic dialogs() {
        return dialogs;
    }

    Comebacks comebacks() {
        return comebacks;
    }

    Responses responses() {
        return responses;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
