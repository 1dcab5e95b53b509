// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** An HTTP connection that sends just what it is told, also what no client would, and reads answers when it is told. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket = new Socket();

    /** Connects; the small buffer lets a server soon feel that nobody reads. */
    public RawConnection(int port) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * What came back.
     *
     * @param headers by their names in lower case
     */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** Waits so long for an answer instead of ten seconds. */
    public RawConnection withPatience(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        return this;
    }

    /** Sends these characters as they are. */
    public RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends one character after another, evenly over this time. */
    public RawConnection sendOver(String text, Duration time) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            send(text.substring(i, i + 1));
            pass(time.dividedBy(text.length()));
        }
        return this;
    }

    /** A slow client does nothing for a while. */
    private static void pass(Duration time) {
        Executor later = CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture.runAsync(() -> {}, later).join();
    }

    /** Reads one answer. */
    public Answer answer() throws IOException {
        String[] lines = head().split("\r\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = socket.getInputStream().readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer ends after " + body.length + " of " + length + " bytes");
        }
        int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("no answer, only: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** Reads an answer's head, then its body in ten pieces, evenly over this time, and counts the body's bytes. */
    public long lengthReadOver(int length, Duration time) throws IOException {
        head();
        long read = 0;
        for (int i = 0; i < 10; i++) {
            read += socket.getInputStream().readNBytes(length / 10).length;
            pass(time.dividedBy(10));
        }
        return read + socket.getInputStream().readNBytes(length % 10).length;
    }

    /** Whether the server has ended the connection; waits for it. */
    public boolean isEnded() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    /** Ends it as a client does that breaks down: with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
