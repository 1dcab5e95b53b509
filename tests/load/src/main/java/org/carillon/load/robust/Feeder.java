// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends shots, not faster than it was told. A connection is used until the server closes it or one of its messages stays
 * unfinished, so many messages follow each other without a pause; the unfinished ones are left to the server.
 */
final class Feeder implements AutoCloseable {
    private static final int LINES = 3;
    private static final int SOCKETS = 4;
    private static final int BURST = 20;

    private final DatagramSocket[] sockets = new DatagramSocket[SOCKETS];
    private final Map<Transport, @Nullable Line[]> lines = new EnumMap<>(Transport.class);
    private final ExecutorService readers;
    private final SSLContext tls;
    private final Dialogs dialogs;
    private final long nanosPerShot;
    private final InetSocketAddress server =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Transport.UDP.port());
    private long sent;
    private long due = System.nanoTime();

    /** @param rate messages a second at most */
    Feeder(SSLContext tls, Dialogs dialogs, int rate) throws IOException {
        this.tls = tls;
        this.dialogs = dialogs;
        this.nanosPerShot = 1_000_000_000L / rate;
        readers = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "drain");
            thread.setDaemon(true);
            return thread;
        });
        for (var transport : Transport.values()) {
            lines.put(transport, new @Nullable Line[LINES]);
        }
        for (var i = 0; i < SOCKETS; i++) {
            var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            sockets[i] = socket;
            readers.execute(() -> listen(socket));
        }
    }

    private void listen(DatagramSocket socket) {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            while (true) {
                packet.setLength(65_535);
                socket.receive(packet);
                dialogs.heard(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // The feeder ends.
        }
    }

    void send(Shot shot) throws IOException {
        pace();
        if (shot.transport() == Transport.UDP) {
            datagram(shot.bytes());
            return;
        }
        var slots = lines.get(shot.transport());
        if (slots == null) {
            throw new IllegalStateException("no connections for " + shot.transport());
        }
        var slot = (int) (sent % LINES);
        try {
            var line = slots[slot];
            if (line == null) {
                line = opened(shot.transport(), slots, slot);
            }
            line.write(shot.bytes(), shot.pieces());
        } catch (IOException closed) {
            // The server closed it after something that was sent before: the next message opens another.
            slots[slot] = null;
        }
        if (shot.pieces() == 0) {
            slots[slot] = null;
        }
    }

    private Line opened(Transport transport, @Nullable Line[] slots, int slot) throws IOException {
        var line = Line.open(transport, tls);
        slots[slot] = line;
        readers.execute(() -> {
            line.drain();
            try {
                line.close();
            } catch (IOException e) {
                // It is gone.
            }
        });
        return line;
    }

    private void datagram(byte[] bytes) throws IOException {
        sockets[(int) (sent % SOCKETS)].send(new DatagramPacket(bytes, bytes.length, server));
    }

    private void pace() {
        sent++;
        due += nanosPerShot;
        if (sent % BURST != 0) {
            return;
        }
        var now = System.nanoTime();
        if (due > now) {
            LockSupport.parkNanos(due - now);
        } else {
            // What was missed is not made up for: a burst would be a flood, and that is another test.
            due = now;
        }
    }

    @Override
    public void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        for (var slots : lines.values()) {
            for (var line : slots) {
                if (line != null) {
                    line.close();
                }
            }
        }
        readers.shutdown();
    }
}
