// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.carillon.testing.net.LoopbackPorts;

/**
 * Stands before a server on 127.0.0.1 and passes bytes on, until a test lets its connections hang: they stay open, take what is
 * sent and never answer, as behind a firewall that has forgotten them.
 */
public final class Relay implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    /** A connection: from whoever asks to the server and back. */
    private static final class Line {
        private final Socket near;
        private final Socket far;
        private volatile boolean hangs;

        Line(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void close() {
            for (Closeable socket : new Closeable[] {near, far}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is of no use any more.
                }
            }
        }
    }

    private final int target;
    private final ServerSocket door;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean newOnesHang;

    /** Before this port. */
    public Relay(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, LoopbackPorts.loopback());
        start(this::serve, "relay-door");
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return door.getLocalPort();
    }

    /** The connections that are open now. */
    public int open() {
        return lines.size();
    }

    /** The connections of this moment hang from now on; new ones work. */
    public void hang() {
        lines.forEach(line -> line.hangs = true);
    }

    /** The connections of this moment and all new ones hang. */
    public void hangAll() {
        newOnesHang = true;
        hang();
    }

    /** Everything works again; connections that hung are cut. */
    public void heal() {
        newOnesHang = false;
        lines.stream().filter(line -> line.hangs).forEach(this::drop);
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                begin(door.accept());
            } catch (IOException e) {
                // The door is closed.
            }
        }
    }

    private void begin(Socket near) {
        Line line = new Line(near, new Socket());
        try {
            line.far.connect(new InetSocketAddress(LoopbackPorts.loopback(), target));
        } catch (IOException e) {
            // The server is away: whoever asks sees the end of the connection.
            line.close();
            return;
        }
        line.hangs = newOnesHang;
        lines.add(line);
        start(() -> pass(line, line.near, line.far), "relay-there");
        start(() -> pass(line, line.far, line.near), "relay-back");
    }

    private void pass(Line line, Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!line.hangs) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // One side has ended the connection.
        }
        drop(line);
    }

    private void drop(Line line) {
        lines.remove(line);
        line.close();
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        lines.forEach(this::drop);
    }
}
