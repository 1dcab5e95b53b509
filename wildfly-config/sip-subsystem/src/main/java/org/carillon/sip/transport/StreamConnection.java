// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a peer: what arrived and waits for a lane, what waits for the peer to read it.
 *
 * <p>One thread reads; any thread sends and closes. Sending never waits: what the network does not take at once is
 * queued, and a peer that lets too much wait, or reads nothing for {@link #STALLED}, loses its connection.
 */
public final class StreamConnection implements ConnectionTable.Peer {
    /** After 64 x T1 no transaction waits for the message any more. */
    static final long STALLED = 32_000;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Told when a message could not be sent although {@link #send} took it. */
    public interface Failed {
        /** The connection ended before the message was out. */
        void failed(IOException cause);
    }

    private final StreamReactor reactor;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final boolean inbound;
    private final StreamProtocol protocol;
    private final @Nullable TlsSession tls;

    private final Object lock = new Object();
    /** Guarded by the lock, as are the next two. */
    private final WriteQueue queue;

    private ByteBuffer wire = NOTHING;
    private WriteQueue.@Nullable Outgoing inFlight;
    private volatile boolean connected;
    private volatile boolean ending;
    private volatile boolean closed;
    private volatile @Nullable SelectionKey key;
    private volatile long stalledSince;
    private volatile long lastActivity;
    private volatile boolean proven;
    private volatile long since;

    /** Only the reading thread uses it, and the next. */
    private final Queue<byte[]> arrived = new ArrayDeque<>();

    private boolean pinged;

    StreamConnection(
            StreamReactor reactor, SocketChannel channel, InetSocketAddress remote, boolean inbound, Layers layers)
            throws IOException {
        this.reactor = reactor;
        this.channel = channel;
        this.remote = remote;
        this.inbound = inbound;
        this.proven = !inbound;
        this.protocol = layers.protocol();
        this.tls = layers.tls();
        this.queue = new WriteQueue(reactor.settings().writeQueue());
        this.connected = inbound;
        this.lastActivity = reactor.now();
        this.since = lastActivity;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** What a new connection speaks. */
    record Layers(StreamProtocol protocol, @Nullable TlsSession tls) {}

    private final StreamProtocol.Sink sink = new StreamProtocol.Sink() {
        @Override
        public void message(byte[] message) {
            proven = true;
            arrived.add(message);
        }

        @Override
        public void reply(byte[] bytes) {
            try {
                enqueue(bytes, null);
            } catch (IOException e) {
                close(e);
            }
        }

        @Override
        public void pong(byte[] bytes) {
            pinged = true;
            synchronized (lock) {
                queue.pong(bytes);
            }
        }

        @Override
        public void end() {
            finish();
        }
    };

    /**
     * Sends a SIP message, after those that wait already.
     *
     * @param failed told when the message, once taken, could not be sent; null when nobody waits for it
     * @throws IOException when the connection is closed, or too much waits for the peer already
     */
    public void send(byte[] message, @Nullable Failed failed) throws IOException {
        enqueue(protocol.frame(message), failed);
    }

    private void enqueue(byte[] bytes, @Nullable Failed failed) throws IOException {
        IOException problem;
        boolean taken;
        synchronized (lock) {
            if (closed || ending) {
                throw new PeerException("the connection to " + remote + " is closed");
            }
            taken = queue.add(bytes, failed);
            if (taken) {
                lastActivity = reactor.now();
                problem = flushed();
            } else {
                problem = new PeerException(remote + " does not read: " + queue.queued() + " bytes wait for it");
            }
        }
        if (problem != null) {
            close(problem);
            // What was taken has been told through failed, and nobody must be told twice.
            if (!taken || failed == null) {
                throw problem;
            }
        }
    }

    private @Nullable IOException flushed() {
        try {
            flush();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Writes what the network takes. The lock is held. */
    private void flush() throws IOException {
        if (!connected) {
            return;
        }
        while (wire.hasRemaining() || next()) {
            if (channel.write(wire) > 0) {
                stalledSince = 0;
            }
            if (wire.hasRemaining()) {
                stalledSince = stalledSince == 0 ? reactor.now() : stalledSince;
                interest(SelectionKey.OP_WRITE, true);
                return;
            }
        }
        stalledSince = 0;
        interest(SelectionKey.OP_WRITE, false);
    }

    /** Puts the next bytes on the wire. The lock is held. */
    private boolean next() throws IOException {
        var outgoing = queue.peek();
        if (tls == null) {
            wire = outgoing == null ? NOTHING : outgoing.bytes();
        } else if (tls.wantsToWrap() || (outgoing != null && tls.handshaken())) {
            wire = tls.wrap(outgoing == null || !tls.handshaken() ? NOTHING : outgoing.bytes());
        } else {
            wire = NOTHING;
        }
        if (outgoing != null && (tls == null || !outgoing.bytes().hasRemaining())) {
            inFlight = queue.remove();
        } else if (outgoing == null) {
            inFlight = null;
        }
        return wire.hasRemaining();
    }

    private void interest(int operation, boolean wanted) {
        var registered = key;
        if (registered == null || !registered.isValid() || ((registered.interestOps() & operation) != 0) == wanted) {
            return;
        }
        if (wanted) {
            registered.interestOpsOr(operation);
            reactor.wakeup();
        } else {
            registered.interestOpsAnd(~operation);
        }
    }

    /** Registers a connection that we began. */
    void register(Selector selector) throws IOException {
        if (!closed) {
            registered(channel.register(selector, SelectionKey.OP_CONNECT, this));
        }
    }

    /** The reading thread registered the channel. */
    void registered(SelectionKey registration) throws IOException {
        key = registration;
        flushNow();
    }

    /** Our own connection is there. */
    void finishConnect() throws IOException {
        if (!channel.finishConnect()) {
            return;
        }
        synchronized (lock) {
            connected = true;
            since = reactor.now();
            lastActivity = since;
            interest(SelectionKey.OP_CONNECT, false);
            interest(SelectionKey.OP_READ, true);
            flush();
        }
    }

    void writable() throws IOException {
        boolean done;
        synchronized (lock) {
            flush();
            done = ending && !wire.hasRemaining() && queue.isEmpty();
        }
        if (done) {
            close(new PeerException("closed by " + remote));
        }
    }

    /** Reads once and hands on what became whole. */
    void readable(ByteBuffer buffer) throws IOException {
        if (channel.read(buffer.clear()) < 0) {
            throw new PeerException("closed by " + remote);
        }
        lastActivity = reactor.now();
        if (proven() && !protocol.pending()) {
            since = lastActivity;
        }
        buffer.flip();
        if (tls == null) {
            protocol.read(buffer, sink);
        } else if (!tls.unwrap(buffer, plain -> protocol.read(plain, sink), none -> flushNow())) {
            finish();
        }
        if (pinged) {
            // The pings of one read have one answer, which costs one write.
            pinged = false;
            flushNow();
        }
        deliver();
    }

    private void flushNow() throws IOException {
        synchronized (lock) {
            flush();
        }
    }

    /** Hands messages to their lanes; while one of them is full, nothing more is read from this peer. */
    void deliver() {
        for (var message = arrived.peek(); message != null && !closed; message = arrived.peek()) {
            if (!reactor.listener().received(this, message)) {
                interest(SelectionKey.OP_READ, false);
                reactor.paused();
                return;
            }
            arrived.remove();
            since = reactor.now();
        }
        if (arrived.isEmpty() && connected) {
            interest(SelectionKey.OP_READ, true);
        }
    }

    /** Sends what waits and closes then. */
    private void finish() {
        boolean done;
        synchronized (lock) {
            ending = true;
            done = !wire.hasRemaining() && queue.isEmpty();
        }
        if (done) {
            close(new PeerException("closed by " + remote));
        }
    }

    boolean paused() {
        return !arrived.isEmpty();
    }

    /** {@return why the connection must end now, or null} */
    @Nullable
    String overdue(long now, StreamSettings settings) {
        if (!connected) {
            return now - since >= settings.connect().toMillis() ? "no connection in time" : null;
        }
        if (stalledSince != 0 && now - stalledSince >= STALLED) {
            return "the peer does not read";
        }
        if (paused()) {
            return null;
        }
        var waited = now - since >= settings.message().toMillis();
        var unfinished = ending || protocol.pending() || !proven() || (tls != null && !tls.handshaken());
        if (waited && unfinished) {
            return "the peer does not finish what it began";
        }
        return now - lastActivity >= settings.idle().toMillis() ? "idle" : null;
    }

    /** Closes the connection; what waits fails with the cause. May be called more than once. */
    public void close(IOException cause) {
        var lost = new ArrayList<WriteQueue.Outgoing>();
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            if (inFlight != null && wire.hasRemaining()) {
                lost.add(inFlight);
            }
            lost.addAll(queue.drain());
            goodbye();
        }
        reactor.closed(this, cause);
        for (var outgoing : lost) {
            if (outgoing.failed() != null) {
                outgoing.failed().failed(cause);
            }
        }
    }

    private void goodbye() {
        try (channel) {
            if (tls != null && connected && !wire.hasRemaining()) {
                tls.closeOutbound();
                channel.write(tls.wrap(NOTHING));
            }
        } catch (IOException e) {
            // It is gone either way.
            reactor.note(this, e);
        }
    }

    /** {@return whether messages may still be sent, now or when the connection is there} */
    public boolean open() {
        return !closed;
    }

    /** {@return the certificates of a TLS peer, or null when there are none} */
    public Certificate @Nullable [] peerCertificates() {
        return tls == null || !tls.handshaken() ? null : tls.peerCertificates();
    }

    /** {@return the cipher suite, or null without TLS} */
    public @Nullable String cipherSuite() {
        return tls == null ? null : tls.cipherSuite();
    }

    @Override
    public @Nullable String name() {
        return tls == null ? null : tls.name();
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public boolean inbound() {
        return inbound;
    }

    @Override
    public boolean proven() {
        return proven || protocol.established();
    }

    @Override
    public long lastActivity() {
        return lastActivity;
    }
}
