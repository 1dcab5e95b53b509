// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MediaServer;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.carillon.media.mgcp.signals.RequestIds;
import org.carillon.media.mgcp.transaction.MgcpTransactions;
import org.carillon.media.mgcp.transaction.TransactionCounters;

/** Core's media port on a pool of MGCP media servers. One thread speaks MGCP, one more watches the servers. */
public final class MgcpMediaServer implements MediaServer, AutoCloseable {
    private static final Logger LOG = System.getLogger(MgcpMediaServer.class.getName());

    /** Too short to be noticed as a pause, and enough for whatever is kept. */
    private static final Duration HEAD_START = Duration.ofMillis(100);

    private final MgcpTransactions transactions;
    private final MediaPool pool;
    private final EventDelivery delivery;
    private final OperationCache operations = new OperationCache();
    private final LegCommands legs;
    private final MixerCommands mixers;
    private final SignalCommands signals;
    private final Takeover takeover;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Opens the socket and begins to watch the servers.
     *
     * @throws UncheckedIOException when the agent's port is taken
     */
    public MgcpMediaServer(MgcpSettings settings, PromptLibrary prompts) {
        this(settings, prompts, HEAD_START);
    }

    /** @param headStart how long a play waits for all its prompts before it begins with some */
    MgcpMediaServer(MgcpSettings settings, PromptLibrary prompts, Duration headStart) {
        var registry = new EndpointRegistry();
        var ids = new RequestIds();
        this.pool = new MediaPool(settings, registry);
        this.delivery = new EventDelivery(registry, ids);
        var notifications = new NotificationHandler(pool, registry, delivery);
        this.transactions = open(settings, notifications);
        var caller = new PeerCaller(transactions, settings.agent());
        var cleaner = new Cleaner(caller);
        this.legs = new LegCommands(pool, caller, registry, ids, cleaner, notifications);
        this.mixers = new MixerCommands(pool, caller, registry, ids, cleaner);
        this.timer = timer();
        this.signals = new SignalCommands(
                legs, caller, ids, prompts, delivery, new SignalCommands.Pace(headStart, this::after));
        this.takeover = new Takeover(legs, caller, registry, notifications);
        var monitor = new PeerMonitor(pool, caller, registry, delivery, notifications, settings.health());
        every(settings.health().probeInterval(), Duration.ZERO, monitor::probe);
        Duration cleaning = settings.health().probeInterval().multipliedBy(2);
        every(cleaning, cleaning, cleaner::retry);
        if (settings.health().exclusive()) {
            var sweep = new LeakSweep(pool, caller, registry, delivery, cleaner);
            every(settings.health().sweepInterval(), settings.health().sweepInterval(), sweep::sweep);
        }
        LOG.log(Level.INFO, "CARMGCP0017: listening on {0} for media servers {1}", address(), settings.servers());
    }

    @Override
    public CompletionStage<MediaResult> perform(MediaCommand command, Duration deadline) {
        return operations.once(command.operation(), () -> dispatch(command, Deadline.in(deadline)));
    }

    @Override
    public void listen(Consumer<MediaEvent> listener) {
        delivery.listen(event -> {
            signals.happened(event);
            listener.accept(event);
        });
    }

    @Override
    public Health health() {
        return pool.health();
    }

    @Override
    public CompletionStage<MediaResult> takeOver(String operation, MediaHandle handle, long seen, Duration deadline) {
        return operations.once(operation, () -> takeover.take(operation, handle, seen, Deadline.in(deadline)));
    }

    /** The servers, for operators: state, draining. */
    public MediaPool pool() {
        return pool;
    }

    /** What the socket has done so far. */
    public TransactionCounters counters() {
        return transactions.counters();
    }

    /** Where notifications are received. */
    public InetSocketAddress address() {
        return transactions.localAddress();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        transactions.close();
    }

    private CompletionStage<MediaResult> dispatch(MediaCommand command, Deadline deadline) {
        if (command instanceof MediaCommand.Open open) {
            return legs.open(open, deadline);
        }
        if (command instanceof MediaCommand.Modify modify) {
            return legs.modify(modify, deadline);
        }
        if (command instanceof MediaCommand.Close close) {
            return legs.close(close, deadline);
        }
        return dispatchSignal(command, deadline);
    }

    private CompletionStage<MediaResult> dispatchSignal(MediaCommand command, Deadline deadline) {
        if (command instanceof MediaCommand.Play play) {
            return signals.play(play, deadline);
        }
        if (command instanceof MediaCommand.Collect collect) {
            return signals.collect(collect, deadline);
        }
        if (command instanceof MediaCommand.Record record) {
            return signals.record(record, deadline);
        }
        if (command instanceof MediaCommand.Stop stop) {
            return signals.stop(stop, deadline);
        }
        if (command instanceof MediaCommand.WatchDigits watch) {
            return signals.watch(watch, deadline);
        }
        return dispatchMixer(command, deadline);
    }

    private CompletionStage<MediaResult> dispatchMixer(MediaCommand command, Deadline deadline) {
        if (command instanceof MediaCommand.Bridge bridge) {
            return mixers.bridge(bridge, deadline);
        }
        if (command instanceof MediaCommand.Join join) {
            return mixers.join(join, deadline);
        }
        if (command instanceof MediaCommand.Leave leave) {
            return mixers.leave(leave, deadline);
        }
        throw new IllegalArgumentException(
                "unknown media command " + command.getClass().getSimpleName());
    }

    private static MgcpTransactions open(MgcpSettings settings, NotificationHandler notifications) {
        var bind =
                new InetSocketAddress(settings.agent().bind(), settings.agent().port());
        try {
            return MgcpTransactions.open(bind, settings.transactions(), notifications);
        } catch (IOException e) {
            throw new UncheckedIOException("the MGCP driver cannot start: " + e.getMessage(), e);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "mgcp-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private Runnable after(Duration delay, Runnable action) {
        var waiting = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> waiting.cancel(false);
    }

    private void every(Duration interval, Duration first, Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "CARMGCP0018: an error while media servers were watched; it is tried again", e);
            }
        };
        var unused =
                timer.scheduleWithFixedDelay(guarded, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
}
