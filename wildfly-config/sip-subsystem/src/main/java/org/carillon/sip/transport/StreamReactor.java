// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one connector and the one thread that accepts, reads and watches them.
 *
 * <p>The thread frames messages and nothing else; servlets run on lanes. So ten thousand connections cost no thread,
 * and a slow servlet stops nobody's reading.
 */
public final class StreamReactor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.transport");
    private static final int READ_BUFFER = 64 * 1024;
    private static final int BACKLOG = 1_024;
    /** How often deadlines are looked at. */
    private static final long SWEEP = 100;
    /** How often a full lane is tried again. */
    private static final long RETRY = 10;

    /** Told of what arrives, by the reading thread; it must not wait. */
    public interface Listener {
        /** {@return whether the message was taken; if not, it is offered again and the peer is not read meanwhile} */
        boolean received(StreamConnection connection, byte[] message);
    }

    private final InetAddress address;
    private final StreamSettings settings;
    private final StreamTransport transport;
    private final Listener listener;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final SelectionKey accepting;
    private final ConnectionTable<StreamConnection> table;
    private final Queue<StreamConnection> unregistered = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Thread thread;
    private volatile boolean stopped;
    private long swept;
    private boolean paused;

    /**
     * Opens the port; nothing is accepted before {@link #start}.
     *
     * @throws IOException when the port is taken or the address is not ours
     */
    public StreamReactor(
            InetSocketAddress listen, StreamTransport transport, StreamSettings settings, Listener listener)
            throws IOException {
        this.address = listen.getAddress();
        this.settings = settings;
        this.transport = transport;
        this.listener = listener;
        this.table = new ConnectionTable<>(settings.connections(), settings.connectionsPerAddress());
        this.selector = Selector.open();
        this.server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(listen, BACKLOG);
            server.configureBlocking(false);
            this.accepting = server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            server.close();
            selector.close();
            throw e;
        }
        this.thread = new Thread(this::run, "sip-" + transport + "-" + port());
        thread.setDaemon(true);
    }

    /** Begins to accept and to read. */
    public void start() {
        thread.start();
    }

    /** {@return the port that listens} */
    public int port() {
        return server.socket().getLocalPort();
    }

    /** {@return how many connections there are} */
    public int connections() {
        return table.size();
    }

    /** {@return the open connection to this address, or null} */
    public @Nullable StreamConnection find(InetSocketAddress remote) {
        var found = table.find(remote);
        return found == null || !found.open() ? null : found;
    }

    /** {@return the open connection to this address that may carry a request to a name, or null} */
    public @Nullable StreamConnection find(InetSocketAddress remote, String name) {
        var found = table.find(remote, name);
        return found == null || !found.open() ? null : found;
    }

    /** Lets requests to {@code sentBy} take the connection on which a peer announced it (RFC 5923). */
    public void alias(InetSocketAddress sentBy, StreamConnection connection) {
        table.alias(sentBy, connection);
    }

    /**
     * Finds the connection to a peer, or begins one; what is sent on it waits until it is there.
     *
     * @param host the name under which the peer is known, for its certificate
     * @throws IOException when there is none and none can be begun
     */
    public StreamConnection connection(InetSocketAddress remote, String host) throws IOException {
        synchronized (table) {
            var found = find(remote, host);
            return found == null ? open(remote, host) : found;
        }
    }

    private StreamConnection open(InetSocketAddress remote, String host) throws IOException {
        var layers = transport.outbound(host, remote.getPort());
        makeRoom(null, remote);
        var channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (!address.isAnyLocalAddress()) {
                channel.bind(new InetSocketAddress(address, 0));
            }
            var connection = new StreamConnection(this, channel, remote, false, layers);
            channel.connect(remote);
            table.add(connection);
            unregistered.add(connection);
            wakeup();
            return connection;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void makeRoom(@Nullable InetAddress source, InetSocketAddress remote) throws IOException {
        var admission = table.admit(source, now());
        if (!admission.granted()) {
            throw new PeerException("too many connections for one to or from " + remote);
        }
        if (admission.victim() != null) {
            admission.victim().close(new IOException("another connection needs its place"));
        }
    }

    private void run() {
        while (!stopped) {
            try {
                selector.select(this::selected, paused ? RETRY : SWEEP);
                register();
                sweep();
            } catch (IOException | RuntimeException | Error e) {
                // One connection's fault, or no memory for the moment: the thread must live, or the port goes deaf.
                LOG.debug("the reader of a port failed once", e);
            }
        }
    }

    private void selected(SelectionKey key) {
        if (key == accepting) {
            accept();
            return;
        }
        var connection = (StreamConnection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.finishConnect();
            }
            if (key.isWritable()) {
                connection.writable();
            }
            if (key.isReadable()) {
                connection.readable(buffer);
            }
        } catch (CancelledKeyException e) {
            connection.close(new IOException("closed", e));
        } catch (IOException e) {
            connection.close(e);
        } catch (RuntimeException | Error e) {
            connection.close(new IOException(e));
            throw e;
        }
    }

    private void accept() {
        SocketChannel channel = null;
        try {
            channel = server.accept();
            if (channel == null) {
                return;
            }
            var remote = (InetSocketAddress) channel.getRemoteAddress();
            makeRoom(remote.getAddress(), remote);
            channel.configureBlocking(false);
            var connection = new StreamConnection(this, channel, remote, true, transport.inbound());
            table.add(connection);
            connection.registered(channel.register(selector, SelectionKey.OP_READ, connection));
        } catch (IOException | RuntimeException e) {
            LOG.debugf("a connection was refused: %s", e.getMessage());
            closeQuietly(channel);
            if (channel == null) {
                // No file descriptor is left: try again at the next sweep instead of at once.
                accepting.interestOps(0);
            }
        }
    }

    private static void closeQuietly(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("a refused connection was not closed cleanly", e);
        }
    }

    private void register() {
        for (var connection = unregistered.poll(); connection != null; connection = unregistered.poll()) {
            try {
                connection.register(selector);
            } catch (IOException e) {
                connection.close(e);
            }
        }
    }

    private void sweep() {
        var now = now();
        if (!paused && now - swept < SWEEP) {
            return;
        }
        swept = now;
        paused = false;
        if (server.isOpen()) {
            accepting.interestOps(SelectionKey.OP_ACCEPT);
        }
        for (var connection : table.all()) {
            if (connection.paused()) {
                connection.deliver();
                paused |= connection.paused();
            }
            var reason = connection.overdue(now, settings);
            if (reason != null) {
                connection.close(new IOException(reason));
            }
        }
    }

    /** {@return milliseconds of a clock that never goes back} */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    StreamSettings settings() {
        return settings;
    }

    Listener listener() {
        return listener;
    }

    void wakeup() {
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    void paused() {
        paused = true;
    }

    void closed(StreamConnection connection, IOException cause) {
        note(connection, cause);
        table.remove(connection);
        // A closed channel keeps its descriptor until the selector looks at it again.
        wakeup();
    }

    void note(StreamConnection connection, Exception e) {
        LOG.debugf("%s connection with %s: %s", transport, connection.remote(), e.getMessage());
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        stopped = true;
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("a port was not closed cleanly", e);
        }
        table.all().forEach(connection -> connection.close(new IOException("the connector stopped")));
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("a selector was not closed cleanly", e);
        }
    }
}
