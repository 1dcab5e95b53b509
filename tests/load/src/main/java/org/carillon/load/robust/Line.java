// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to the server over TCP, TLS or WebSocket. One thread writes and one reads. */
final class Line implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LONGEST = 70_000;
    private static final String UPGRADE = """
            GET / HTTP/1.1
            Host: 127.0.0.1
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Protocol: sip

            """.replace("\n", "\r\n");
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final Transport transport;
    private final Socket socket;
    private final InputStream in;

    private Line(Transport transport, Socket socket) throws IOException {
        this.transport = transport;
        this.socket = socket;
        this.in = new java.io.BufferedInputStream(socket.getInputStream());
    }

    static Line open(Transport transport, SSLContext tls) throws IOException {
        var plain = new Socket();
        var loopback = InetAddress.getLoopbackAddress();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(PATIENCE_MILLIS);
            plain.connect(new InetSocketAddress(loopback, transport.port()), CONNECT_MILLIS);
            if (transport == Transport.TLS) {
                var secure =
                        (SSLSocket) tls.getSocketFactory().createSocket(plain, "127.0.0.1", transport.port(), true);
                secure.startHandshake();
                return new Line(transport, secure);
            }
            var line = new Line(transport, plain);
            if (transport == Transport.WS) {
                line.upgrade();
            }
            return line;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private void upgrade() throws IOException {
        socket.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
        var answer = head();
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException("no WebSocket: " + answer);
        }
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /** Writes a shot: in one write, in several, or half of it. */
    void write(byte[] message, int pieces) throws IOException {
        var bytes = transport == Transport.WS ? frame(message) : message;
        var out = socket.getOutputStream();
        if (pieces == 0) {
            out.write(bytes, 0, bytes.length / 2);
            return;
        }
        var step = Math.max(1, (bytes.length + pieces - 1) / pieces);
        for (var from = 0; from < bytes.length; from += step) {
            out.write(bytes, from, Math.min(step, bytes.length - from));
            out.flush();
        }
    }

    /** A text frame (RFC 6455 section 5.2). Of some lengths it is broken too, always in the same way. */
    static byte[] frame(byte[] message) {
        var frame = new ByteArrayOutputStream(message.length + 14);
        frame.write(0x81);
        if (message.length < 126) {
            frame.write(0x80 | message.length);
        } else if (message.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(message.length >> 8);
            frame.write(message.length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(
                    ByteBuffer.allocate(Long.BYTES).putLong(message.length).array());
        }
        frame.write(MASK, 0, MASK.length);
        for (var i = 0; i < message.length; i++) {
            frame.write(message[i] ^ MASK[i % MASK.length]);
        }
        var bytes = frame.toByteArray();
        if (message.length % 16 == 3) {
            bytes[(message.length / 16) % Math.min(8, bytes.length)] ^= 0x10;
        }
        return bytes;
    }

    /** Reads and forgets until the server closes. */
    void drain() {
        var buffer = new byte[8_192];
        try {
            socket.setSoTimeout(0);
            while (in.read(buffer) >= 0) {
                // Nobody looks at it: what counts is the call afterwards.
            }
        } catch (IOException closed) {
            // That is one of the answers to what was sent.
        }
    }

    /** {@return the next message} Its body is not part of it. */
    String read() throws IOException {
        if (transport == Transport.WS) {
            return new String(in.readNBytes(frameLength()), StandardCharsets.UTF_8);
        }
        var head = head();
        var length = head.replaceFirst("(?is).*\r\nContent-Length:\\s*(\\d+).*", "$1");
        in.skipNBytes(Integer.parseInt(length));
        return head;
    }

    private int frameLength() throws IOException {
        if (in.read() < 0) {
            throw new EOFException("closed");
        }
        var length = in.read();
        if (length == 126) {
            return in.read() << 8 | in.read();
        }
        return length;
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (head.size() < LONGEST) {
            var next = in.read();
            if (next < 0) {
                throw new EOFException("closed after: " + head.toString(StandardCharsets.UTF_8));
            }
            head.write(next);
            var bytes = head.toByteArray();
            if (next == '\n' && Arrays.equals(tail(bytes), new byte[] {'\r', '\n', '\r', '\n'})) {
                return head.toString(StandardCharsets.UTF_8);
            }
        }
        throw new IOException("no end of a head");
    }

    private static byte[] tail(byte[] bytes) {
        return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - 4), bytes.length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
