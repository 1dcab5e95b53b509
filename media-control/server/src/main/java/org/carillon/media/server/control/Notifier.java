// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.transaction.Outgoing;
import org.carillon.media.server.endpoint.EventSink;
import org.carillon.media.server.endpoint.LoggedEvent;
import org.carillon.media.server.endpoint.Owner;
import org.jspecify.annotations.Nullable;

/**
 * Takes events to call agents: repeats each until somebody acknowledges, going round the addresses, for 30 s. What is given up
 * stays in the endpoint's list. At most 10,000 are on their way; beyond that the oldest is given up. Safe for several threads.
 */
public final class Notifier implements EventSink {
    /** One event on its way. */
    private static final class Pending {
        final String endpoint;
        final LoggedEvent event;
        final long deadline;
        Owner owner;
        int attempt;
        int generation;

        Pending(String endpoint, LoggedEvent event, Owner owner, long deadline) {
            this.endpoint = endpoint;
            this.event = event;
            this.owner = owner;
            this.deadline = deadline;
        }
    }

    private static final int MOST_PENDING = 10_000;
    /** Three transmissions, after 0, 200 and 600 ms, and the wait for the last one's answer. */
    private static final Duration PER_ADDRESS = Duration.ofMillis(1400);

    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 500;

    private final String host;
    private final Function<Outgoing, CompletionStage<MgcpResponse>> transactions;
    private final Consumer<InetSocketAddress> acknowledged;
    private final Set<Pending> pending = new LinkedHashSet<>();

    /**
     * @param host our name in endpoint names
     * @param acknowledged told of each call agent that answered
     */
    public Notifier(
            String host,
            Function<Outgoing, CompletionStage<MgcpResponse>> transactions,
            Consumer<InetSocketAddress> acknowledged) {
        this.host = host;
        this.transactions = transactions;
        this.acknowledged = acknowledged;
    }

    @Override
    public void send(String endpoint, Owner owner, LoggedEvent event) {
        Pending added = new Pending(endpoint, event, owner, System.nanoTime() + WHOLE.toNanos());
        synchronized (pending) {
            pending.add(added);
            if (pending.size() > MOST_PENDING) {
                Pending oldest = pending.iterator().next();
                pending.remove(oldest);
            }
        }
        attempt(added);
    }

    @Override
    public void redirect(String endpoint, Owner owner) {
        List<Pending> waiting;
        synchronized (pending) {
            waiting = pending.stream().filter(p -> p.endpoint.equals(endpoint)).toList();
            for (Pending one : waiting) {
                one.owner = owner;
                one.attempt = 0;
                one.generation++;
            }
        }
        waiting.forEach(this::attempt);
    }

    private void attempt(Pending one) {
        Owner.Notified target;
        int generation;
        synchronized (pending) {
            if (!pending.contains(one)) {
                return;
            }
            List<Owner.Notified> notified = one.owner.notified();
            target = notified.get(one.attempt % notified.size());
            generation = one.generation;
        }
        transactions
                .apply(Outgoing.of(command(one, target), target.address(), PER_ADDRESS))
                .whenComplete((answer, failure) -> done(one, generation, target, failure));
    }

    private MgcpCommand command(Pending one, Owner.Notified target) {
        LoggedEvent event = one.event;
        return MgcpCommand.of(MgcpVerb.NTFY, 1, new EndpointName(one.endpoint, host))
                .with("N", target.entity())
                .with("X", event.requestId())
                .with("O", event.event())
                .with("X+EN", event.number());
    }

    private void done(Pending one, int generation, Owner.Notified target, @Nullable Throwable failure) {
        if (failure == null) {
            synchronized (pending) {
                pending.remove(one);
            }
            acknowledged.accept(target.address());
            return;
        }
        boolean again;
        synchronized (pending) {
            if (one.generation != generation) {
                return;
            }
            one.attempt++;
            again = System.nanoTime() - one.deadline < 0;
            if (!again) {
                pending.remove(one);
            }
        }
        if (again) {
            // A full socket refuses at once; the pause keeps that from spinning.
            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> attempt(one));
        }
    }
}
