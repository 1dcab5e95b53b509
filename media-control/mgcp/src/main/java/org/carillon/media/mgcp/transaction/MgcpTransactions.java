// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpMessage;
import org.carillon.media.mgcp.codec.MgcpParser;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpSyntaxException;
import org.carillon.media.mgcp.codec.MgcpWriter;

/**
 * An MGCP socket: sends commands and answers those of others. One thread does all of it; completion of the stages that
 * {@link #send} returns happens on that thread too, so what hangs on them must return at once.
 */
public final class MgcpTransactions implements AutoCloseable {
    private static final Logger LOG = System.getLogger(MgcpTransactions.class.getName());

    private final DatagramLoop loop;
    private final ClientSide client;
    private final ServerSide server;
    private final Semaphore outstanding;
    private final LongAdder refused = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    private MgcpTransactions(InetSocketAddress bind, TransactionSettings settings, CommandHandler handler)
            throws IOException {
        this.loop = new DatagramLoop(bind, new Incoming());
        this.client = new ClientSide(settings, loop);
        this.server = new ServerSide(settings, loop, handler);
        this.outstanding = new Semaphore(settings.maxOutstanding());
    }

    /**
     * Binds the socket and starts.
     *
     * @param bind address and port, port 0 for any
     * @throws IOException when the port is taken
     */
    public static MgcpTransactions open(InetSocketAddress bind, TransactionSettings settings, CommandHandler handler)
            throws IOException {
        var transactions = new MgcpTransactions(bind, settings, handler);
        transactions.loop.start();
        return transactions;
    }

    /** Where the socket is bound. */
    public InetSocketAddress localAddress() {
        return loop.localAddress();
    }

    /**
     * Sends a command and repeats it until a final answer comes or the deadline is over. Never blocks.
     *
     * @return the final answer, whatever its code; fails with {@link TransactionException}
     */
    public CompletionStage<MgcpResponse> send(Outgoing outgoing) {
        var future = new CompletableFuture<MgcpResponse>();
        if (!outstanding.tryAcquire()) {
            refused.increment();
            future.completeExceptionally(
                    new TransactionException(TransactionException.Kind.BUSY, "too many commands wait for an answer"));
            return future;
        }
        CompletableFuture<MgcpResponse> released = future.whenComplete((response, failure) -> outstanding.release());
        long startedAt = System.nanoTime();
        if (!loop.execute(() -> client.start(outgoing, future, startedAt))) {
            future.completeExceptionally(
                    new TransactionException(TransactionException.Kind.CLOSED, "the MGCP socket takes no commands"));
        }
        return released;
    }

    /** The counts of now. */
    public TransactionCounters counters() {
        return new TransactionCounters(
                client.sent.sum(),
                client.repeated.sum(),
                client.timedOut.sum(),
                refused.sum(),
                server.received.sum(),
                server.duplicates.sum(),
                malformed.sum());
    }

    /** Stops. Commands without an answer fail. */
    @Override
    public void close() {
        loop.close();
    }

    private final class Incoming implements DatagramLoop.Receiver {
        @Override
        public void received(InetSocketAddress from, byte[] datagram) {
            var lineEnd = hasCarriageReturn(datagram) ? MgcpWriter.LineEnd.CRLF : MgcpWriter.LineEnd.LF;
            try {
                for (String text : MgcpParser.split(datagram)) {
                    one(from, text, lineEnd);
                }
            } catch (MgcpSyntaxException e) {
                malformed(from, e);
            }
        }

        @Override
        public void stopped() {
            client.failAll(TransactionException.Kind.CLOSED, "the MGCP socket was closed");
        }
    }

    private void one(InetSocketAddress from, String text, MgcpWriter.LineEnd lineEnd) {
        MgcpMessage message;
        try {
            message = MgcpParser.parseOne(text);
        } catch (MgcpSyntaxException e) {
            malformed(from, e);
            server.refuse(from, e, lineEnd);
            return;
        }
        if (message instanceof MgcpCommand command) {
            server.received(from, command, lineEnd);
        } else if (message instanceof MgcpResponse response && response.code() == 0) {
            server.acknowledged(from, response);
        } else if (message instanceof MgcpResponse response) {
            client.received(from, response);
        }
    }

    private void malformed(InetSocketAddress from, MgcpSyntaxException fault) {
        malformed.increment();
        LOG.log(Level.DEBUG, () -> "malformed message of " + from + ": " + fault.getMessage());
    }

    private static boolean hasCarriageReturn(byte[] datagram) {
        for (byte octet : datagram) {
            if (octet == '\r') {
                return true;
            }
        }
        return false;
    }
}
