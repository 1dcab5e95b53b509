// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.carillon.media.mgcp.codec.AckRange;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpMessage;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpWriter;
import org.carillon.media.mgcp.codec.Parameter;
import org.jspecify.annotations.Nullable;

/** Sends commands, repeats them, and finds the command of each answer. Owned by the socket's thread. */
final class ClientSide {
    private static final int MAX_PEERS = 1_024;
    private static final int MAX_ENDED = 4_096;
    private static final int MAX_ACKS = 20;

    private static final class Peer {
        private final RoundTrip roundTrip;
        private final Deque<Integer> unacknowledged = new ArrayDeque<>();

        Peer(TransactionSettings settings) {
            this.roundTrip = new RoundTrip(settings);
        }
    }

    final LongAdder sent = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder timedOut = new LongAdder();
    private final TransactionSettings settings;
    private final DatagramLoop loop;
    private final Map<Integer, ClientExchange> waiting = new HashMap<>();
    private final Map<Integer, ClientExchange> ended = bounded(MAX_ENDED);
    private final Map<InetSocketAddress, Peer> peers = bounded(MAX_PEERS);
    private int lastTransaction;

    ClientSide(TransactionSettings settings, DatagramLoop loop) {
        this.settings = settings;
        this.loop = loop;
        // A restarted process must not meet the answers kept for its previous life.
        this.lastTransaction = ThreadLocalRandom.current().nextInt(1, MgcpMessage.MAX_TRANSACTION);
    }

    void start(Outgoing outgoing, CompletableFuture<MgcpResponse> future, long startedAt) {
        int transaction = nextTransaction();
        byte[] datagram;
        try {
            datagram = new MgcpWriter(outgoing.dialect().lineEnd()).write(numbered(outgoing, transaction));
        } catch (IllegalArgumentException e) {
            future.completeExceptionally(
                    new TransactionException(TransactionException.Kind.TOO_LARGE, String.valueOf(e.getMessage())));
            return;
        }
        var exchange = new ClientExchange(transaction, outgoing, future, datagram, startedAt);
        waiting.put(transaction, exchange);
        sent.increment();
        transmit(exchange);
    }

    void received(InetSocketAddress from, MgcpResponse response) {
        ClientExchange exchange = waiting.get(response.transaction());
        if (exchange == null) {
            afterTheEnd(from, response);
            return;
        }
        if (!from.getAddress().equals(exchange.outgoing.peer().getAddress())) {
            return;
        }
        if (response.isProvisional()) {
            exchange.provisional = true;
            exchange.stopTimer();
            schedule(exchange, settings.longTimer().toNanos());
            return;
        }
        waiting.remove(response.transaction());
        exchange.stopTimer();
        exchange.isNews(response);
        Peer peer = peer(exchange);
        if (exchange.sent == 1 && !exchange.provisional) {
            peer.roundTrip.measured(System.nanoTime() - exchange.startedAt);
        } else {
            ended.put(exchange.transaction, exchange);
        }
        acknowledge(exchange, peer, response);
        exchange.future.complete(response);
    }

    void failAll(TransactionException.Kind kind, String message) {
        var all = new ArrayList<>(waiting.values());
        waiting.clear();
        all.forEach(exchange -> exchange.future.completeExceptionally(new TransactionException(kind, message)));
    }

    private void afterTheEnd(InetSocketAddress from, MgcpResponse response) {
        ClientExchange exchange = ended.get(response.transaction());
        if (exchange == null
                || response.isProvisional()
                || !from.getAddress().equals(exchange.outgoing.peer().getAddress())
                || !exchange.isNews(response)) {
            return;
        }
        exchange.outgoing.unexpected().accept(response);
    }

    /** RFC 3435 section 3.5.6: an answer after a provisional one, or one that asks for it, is acknowledged at once. */
    private void acknowledge(ClientExchange exchange, Peer peer, MgcpResponse response) {
        if (exchange.provisional
                || response.parameters().first(Parameter.RESPONSE_ACK).isPresent()) {
            byte[] ack = new MgcpWriter(exchange.outgoing.dialect().lineEnd())
                    .write(MgcpResponse.of(0, exchange.transaction, ""));
            loop.send(exchange.outgoing.peer(), ByteBuffer.wrap(ack));
            return;
        }
        if (exchange.outgoing.dialect().acknowledges() && peer.unacknowledged.size() < MAX_ACKS) {
            peer.unacknowledged.add(exchange.transaction);
        }
    }

    private MgcpCommand numbered(Outgoing outgoing, int transaction) {
        MgcpCommand command = outgoing.command().withTransaction(transaction);
        Peer peer = peers.get(outgoing.peer());
        if (peer == null || peer.unacknowledged.isEmpty() || !outgoing.dialect().acknowledges()) {
            return command;
        }
        List<AckRange> ranges =
                peer.unacknowledged.stream().map(t -> new AckRange(t, t)).toList();
        peer.unacknowledged.clear();
        return command.with(Parameter.RESPONSE_ACK, AckRange.format(ranges));
    }

    private void transmit(ClientExchange exchange) {
        loop.send(exchange.outgoing.peer(), ByteBuffer.wrap(exchange.datagram));
        exchange.sent++;
        if (exchange.sent > 1) {
            repeated.increment();
        }
        long pause = exchange.provisional
                ? settings.longTimer().toNanos()
                : spread(peer(exchange).roundTrip.timeout(exchange.sent));
        schedule(exchange, pause);
    }

    private void schedule(ClientExchange exchange, long pause) {
        long remaining = Math.max(0, exchange.remaining(System.nanoTime()));
        exchange.timer = loop.schedule(Math.min(pause, remaining), () -> timerFired(exchange));
    }

    private void timerFired(ClientExchange exchange) {
        if (exchange.remaining(System.nanoTime()) > 0) {
            transmit(exchange);
            return;
        }
        waiting.remove(exchange.transaction);
        ended.put(exchange.transaction, exchange);
        timedOut.increment();
        exchange.future.completeExceptionally(new TransactionException(
                TransactionException.Kind.TIMEOUT,
                exchange.outgoing.command().verb() + " to " + exchange.outgoing.peer() + " had no answer in "
                        + exchange.outgoing.deadline().toMillis() + " ms, sent " + exchange.sent + " times"));
    }

    /** Up to a tenth more, so that commands lost together are not repeated together. */
    private static long spread(long nanos) {
        return nanos + ThreadLocalRandom.current().nextLong(nanos / 10 + 1);
    }

    private Peer peer(ClientExchange exchange) {
        return peers.computeIfAbsent(exchange.outgoing.peer(), address -> new Peer(settings));
    }

    private int nextTransaction() {
        do {
            lastTransaction = lastTransaction >= MgcpMessage.MAX_TRANSACTION ? 1 : lastTransaction + 1;
        } while (waiting.containsKey(lastTransaction) || ended.containsKey(lastTransaction));
        return lastTransaction;
    }

    private static <K, V> Map<K, V> bounded(int max) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }
}
