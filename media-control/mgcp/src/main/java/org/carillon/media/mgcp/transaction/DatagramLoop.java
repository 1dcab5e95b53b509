// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.carillon.media.mgcp.codec.MgcpParser;

/**
 * One UDP socket, one thread. Datagrams, timers and tasks from other threads run on it one after another, so what they touch
 * needs no locks. A full task queue refuses; a datagram that the socket cannot take at once is dropped, which UDP allows and a
 * repeat repairs.
 */
final class DatagramLoop implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DatagramLoop.class.getName());
    private static final int MAX_TASKS = 16_384;
    private static final int MAX_READS = 64;
    private static final int SOCKET_BUFFER = 1 << 20;

    /** Gets what the socket receives, on the loop's thread. */
    interface Receiver {
        void received(InetSocketAddress from, byte[] datagram);

        /** The loop has ended; nothing is received, sent or run any more. */
        void stopped();
    }

    /** Something to run later; cancelled ones stay in the queue until their time, which is at most seconds away. */
    static final class Timer implements Comparable<Timer> {
        private final long at;
        private final Runnable action;
        private boolean cancelled;

        private Timer(long at, Runnable action) {
            this.at = at;
            this.action = action;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Timer other) {
            return Long.signum(at - other.at);
        }
    }

    private final DatagramChannel channel;
    private final Selector selector;
    private final Receiver receiver;
    private final InetSocketAddress localAddress;
    private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(MAX_TASKS);
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(MgcpParser.MAX_DATAGRAM + 1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    DatagramLoop(InetSocketAddress bind, Receiver receiver) throws IOException {
        this.receiver = receiver;
        this.channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            channel.bind(bind);
            channel.configureBlocking(false);
            this.localAddress = (InetSocketAddress) channel.getLocalAddress();
            this.selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen on UDP " + bind + ": " + e.getMessage(), e);
        }
        this.thread = new Thread(this::run, "mgcp-" + localAddress.getPort());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    InetSocketAddress localAddress() {
        return localAddress;
    }

    /** Runs the task on the loop's thread, at once when this is it. */
    boolean execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            guarded(task);
            return true;
        }
        if (closed.get() || !tasks.offer(task)) {
            return false;
        }
        // The thread may have run its last tasks between the test and the offer.
        if (closed.get() && tasks.remove(task)) {
            return false;
        }
        selector.wakeup();
        return true;
    }

    /** Only on the loop's thread. */
    Timer schedule(long delayNanos, Runnable action) {
        var timer = new Timer(System.nanoTime() + delayNanos, action);
        timers.add(timer);
        return timer;
    }

    /** Only on the loop's thread. */
    void send(InetSocketAddress to, ByteBuffer datagram) {
        try {
            channel.send(datagram, to);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "datagram to " + to + " not sent: " + e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    private void run() {
        try (channel;
                selector) {
            while (!closed.get()) {
                selector.select(this::readAll, millisToNextTimer());
                runTasks();
                runTimers();
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.log(
                    Level.ERROR,
                    "CARMGCP0001: the MGCP socket on " + localAddress + " failed; no media command works",
                    e);
        } finally {
            closed.set(true);
            runTasks();
            guarded(receiver::stopped);
        }
    }

    private long millisToNextTimer() {
        Timer next = timers.peek();
        if (!tasks.isEmpty()) {
            return 1;
        }
        return next == null ? 1_000 : Math.max(1, (next.at - System.nanoTime()) / 1_000_000 + 1);
    }

    private void readAll(SelectionKey key) {
        for (int i = 0; i < MAX_READS; i++) {
            buffer.clear();
            InetSocketAddress from;
            try {
                from = (InetSocketAddress) channel.receive(buffer);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "datagram not received", e);
                return;
            }
            if (from == null) {
                return;
            }
            byte[] datagram = Arrays.copyOf(buffer.array(), buffer.position());
            guarded(() -> receiver.received(from, datagram));
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void runTimers() {
        long now = System.nanoTime();
        for (Timer next = timers.peek(); next != null && now - next.at >= 0; next = timers.peek()) {
            Timer due = timers.remove();
            if (!due.cancelled) {
                guarded(due.action);
            }
        }
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "CARMGCP0002: an error while an MGCP message was treated; the message is lost", e);
        }
    }
}
