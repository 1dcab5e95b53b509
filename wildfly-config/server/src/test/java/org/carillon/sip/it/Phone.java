// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A telephone in a browser, as a WebSocket client sees it (RFC 7118): it has no address of its own. */
final class Phone implements WebSocket.Listener, AutoCloseable {
    private static final String NOWHERE = "df7jal23ls0d.invalid";

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private final String transport;

    Phone(HttpClient client, URI server) {
        this.transport = server.getScheme();
        this.socket = client.newWebSocketBuilder()
                .subprotocols("sip")
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(server, this)
                .join();
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    String request(String method, String callId, int cseq, String toTag) {
        return method + " sip:now@127.0.0.1;transport=" + transport + " SIP/2.0\r\nVia: SIP/2.0/"
                + transport.toUpperCase(java.util.Locale.ROOT) + " " + NOWHERE + ";branch=z9hG4bK" + UUID.randomUUID()
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:phone@example.com>;tag=" + callId
                + "\r\nTo: <sip:now@example.com>" + toTag
                + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq + " " + method + "\r\nContact: <sip:phone@" + NOWHERE
                + ";transport=" + transport + ">\r\nContent-Length: 0\r\n\r\n";
    }

    WebSocket socket() {
        return socket;
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    /** {@return the next message, or what happened to the connection} */
    String read() throws InterruptedException {
        var next = heard.poll(15, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("nothing came");
        }
        return next;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            heard.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        heard.add("pong " + StandardCharsets.UTF_8.decode(payload));
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        heard.add("closed " + code);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
