// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.lanes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.ids.CallSid;
import org.carillon.sip.legs.Leg;
import org.carillon.sip.legs.LegContext;
import org.carillon.sip.legs.LegTimes;
import org.carillon.sip.legs.WireException;
import org.carillon.sip.log.SipLog;
import org.jspecify.annotations.Nullable;

/** A leg with its lane: the only way to it from other threads. */
public final class LegHandle implements LegContext {
    /** A little more than 64 x T1, for which transactions live on (RFC 3261 17.2.2). */
    private static final Duration LINGER = Duration.ofSeconds(40);

    private final CallSid leg;
    private final CallSid session;
    private final LegRegistry registry;
    private final SignalSink sink;
    private final ScheduledExecutorService timers;
    private final LegTimes times;
    private final Lane lane;
    private final OperationLog operations = new OperationLog();
    private volatile Runnable release = () -> {};
    /** Only touched on the lane, after {@link #start}. */
    private @Nullable Leg machine;

    LegHandle(CallSid leg, CallSid session, LegRegistry registry, LegRegistry.Means means) {
        this.leg = leg;
        this.session = session;
        this.registry = registry;
        this.sink = means.sink();
        this.timers = means.timers();
        this.times = means.times();
        this.lane = new Lane(leg.value(), means.pool());
        lane.hold();
    }

    /** Runs what waits, from the start on. */
    void open() {
        lane.letGo();
    }

    /** Puts the state machine in place, as the lane's first task; then the given task runs with it. */
    public <L extends Leg> void start(Function<LegContext, L> maker, Consumer<L> first) {
        lane.post(() -> {
            L made = maker.apply(this);
            machine = made;
            first.accept(made);
        });
    }

    /** Runs a task on the lane with the leg. */
    public void post(Consumer<Leg> task) {
        lane.post(() -> run(task));
    }

    /** As {@link #post}, but not when too much waits; then the answer is false. */
    public boolean offer(Consumer<Leg> task) {
        return lane.offer(() -> run(task));
    }

    private void run(Consumer<Leg> task) {
        if (machine != null) {
            task.accept(machine);
        }
    }

    /** Runs a command once, however often it comes. */
    public CompletionStage<Void> perform(SignalCommand command) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        CompletableFuture<Void> earlier = operations.putIfAbsent(command.operation(), result);
        if (earlier != null) {
            return earlier;
        }
        String what = command.getClass().getSimpleName();
        lane.post(() -> run(leg -> complete(what, result, () -> leg.perform(command))));
        return result;
    }

    /**
     * Puts the state machine in place by a command that makes the leg; the same command, coming again, is known.
     *
     * @return the result of the first task
     */
    public <L extends Leg> CompletionStage<Void> start(
            String operation, Function<LegContext, L> maker, FallibleTask<L> first) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        CompletableFuture<Void> earlier = operations.putIfAbsent(operation, result);
        if (earlier != null) {
            return earlier;
        }
        start(maker, leg -> complete("INVITE", result, () -> first.run(leg)));
        return result;
    }

    /** Completes a result with the outcome of an action. */
    private void complete(String what, CompletableFuture<Void> result, Action action) {
        try {
            action.run();
            result.complete(null);
        } catch (WireException | RuntimeException e) {
            SipLog.LOG.notSent(leg.value(), what, e);
            result.completeExceptionally(e);
        }
    }

    void hangUp() {
        post(machine -> {
            try {
                machine.perform(new SignalCommand.HangUp("stop", leg));
            } catch (WireException e) {
                SipLog.LOG.notSent(leg.value(), "the end of the call", e);
            }
        });
    }

    /** The session to which everything is reported. */
    public CallSid session() {
        return session;
    }

    @Override
    public CallSid leg() {
        return leg;
    }

    @Override
    public LegTimes times() {
        return times;
    }

    @Override
    public void report(SignalEvent event) {
        SipLog.LOG.debugf("event %s", event);
        sink.report(session, event);
    }

    @Override
    public Alarm after(Duration wait, Runnable task) {
        try {
            Future<?> timer = timers.schedule(() -> lane.post(task), wait.toMillis(), TimeUnit.MILLISECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            SipLog.LOG.debugf(e, "the node stops, no more timers");
            return () -> {};
        }
    }

    @Override
    public void ended() {
        registry.remove(leg);
        after(LINGER, release);
    }

    /**
     * What to do some time after the end, when no retransmission can come any more: let go of what the container may
     * have kept. Set before the leg starts.
     */
    public void releaseWith(Runnable task) {
        release = task;
    }

    private interface Action {
        void run() throws WireException;
    }

    /** A task that sends something. */
    @FunctionalInterface
    public interface FallibleTask<L> {
        /** Runs it. */
        void run(L leg) throws WireException;
    }
}
