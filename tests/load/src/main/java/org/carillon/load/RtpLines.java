// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.carillon.testing.net.LoopbackPorts;
import org.carillon.testing.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * The callers' audio: a UDP port for each call, all served by one thread every 20 ms. A line that receives RTP sends as much
 * back, to where it comes from; so it needs to know nothing of the signalling.
 */
final class RtpLines implements AutoCloseable {
    private static final int FIRST_PORT = 26_000;
    private static final int LAST_PORT = 29_998;
    private static final int TICK_MILLIS = 20;
    private static final int SAMPLES = 160;
    private static final int PCMU = 0;
    private static final byte MU_LAW_SILENCE = (byte) 0xFF;
    private static final int MOST_PER_TICK = 50;

    /** A line without a packet for so long is taken to be silent. */
    private static final long SILENT_NANOS = Duration.ofMillis(500).toNanos();

    private final List<Line> lines = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_000);
    private final byte[] silence = new byte[SAMPLES];
    private final ScheduledExecutorService clock;
    private volatile int busy;
    private volatile int mostBusy;

    private RtpLines() {
        Arrays.fill(silence, MU_LAW_SILENCE);
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "rtp-lines");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static final class Line {
        private final DatagramChannel channel;
        private final int port;
        private final AtomicLong received = new AtomicLong();
        private long sent;
        private long lastHeard;
        private @Nullable SocketAddress peer;

        private Line(DatagramChannel channel, int port) {
            this.channel = channel;
            this.port = port;
        }
    }

    /** Opens so many lines and begins to serve them. */
    static RtpLines open(int count) throws IOException {
        var all = new RtpLines();
        for (int port = FIRST_PORT; port <= LAST_PORT && all.lines.size() < count; port += 2) {
            all.tryPort(port);
        }
        if (all.lines.size() < count) {
            all.close();
            throw new IOException("fewer than " + count + " free ports for RTP");
        }
        var unused = all.clock.scheduleAtFixedRate(all::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return all;
    }

    private void tryPort(int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(new InetSocketAddress(LoopbackPorts.loopback(), port));
            channel.configureBlocking(false);
            lines.add(new Line(channel, port));
        } catch (BindException taken) {
            channel.close();
        }
    }

    /** The port of a line. */
    int port(int line) {
        return lines.get(line).port;
    }

    /** RTP packets that came to a line. */
    long received(int line) {
        return lines.get(line).received.get();
    }

    /** Lines that hear something at this moment. */
    int busy() {
        return busy;
    }

    /** The most lines that heard something at the same moment. */
    int mostBusy() {
        return mostBusy;
    }

    private void tick() {
        long now = System.nanoTime();
        int hearing = 0;
        for (Line line : lines) {
            try {
                if (serve(line, now)) {
                    hearing++;
                }
            } catch (IOException e) {
                // The other side has closed its port: the call is over, and the line falls silent.
                line.peer = null;
            }
        }
        busy = hearing;
        mostBusy = Math.max(mostBusy, hearing);
    }

    private boolean serve(Line line, long now) throws IOException {
        for (int i = 0; i < MOST_PER_TICK; i++) {
            buffer.clear();
            SocketAddress from = line.channel.receive(buffer);
            if (from == null) {
                break;
            }
            line.peer = from;
            line.received.incrementAndGet();
            line.lastHeard = now;
        }
        SocketAddress peer = line.peer;
        if (peer == null || now - line.lastHeard > SILENT_NANOS) {
            return false;
        }
        var packet =
                new RtpPacket(line.sent == 0, PCMU, (int) line.sent & 0xFFFF, line.sent * SAMPLES, line.port, silence);
        line.channel.send(ByteBuffer.wrap(packet.toBytes()), peer);
        line.sent++;
        return true;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        for (Line line : lines) {
            try {
                line.channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
