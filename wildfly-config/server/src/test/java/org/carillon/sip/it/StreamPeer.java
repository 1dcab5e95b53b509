// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A SIP user agent on one stream, written by hand: it sends what it is told and reads one message at a time. */
final class StreamPeer implements AutoCloseable {
    private static final int WAIT_MILLIS = 15_000;

    private final Socket socket;
    private final String transport;
    private final String host;

    /** @param transport what Via says of the socket: TCP or TLS */
    StreamPeer(Socket socket, String transport) throws IOException {
        this.socket = socket;
        this.transport = transport;
        var address = socket.getLocalAddress().getHostAddress();
        this.host = address.contains(":") ? "[" + address + "]" : address;
        socket.setSoTimeout(WAIT_MILLIS);
    }

    String options(String callId) {
        return request("OPTIONS", "now", callId, 1, ";rport", "");
    }

    /** {@return a request whose Via, From and Contact fit this connection} */
    String request(String method, String user, String callId, int cseq, String viaParameters, String toTag) {
        var here = host + ":" + socket.getLocalPort();
        var there = (host.startsWith("[") ? "[::1]" : "127.0.0.1") + ":" + socket.getPort();
        return method + " sip:" + user + "@" + there + ";transport=" + transport.toLowerCase(java.util.Locale.ROOT)
                + " SIP/2.0\r\nVia: SIP/2.0/" + transport + " " + here + ";branch=z9hG4bK" + UUID.randomUUID()
                + viaParameters
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:peer@" + host + ">;tag=" + callId + "\r\nTo: <sip:" + user
                + "@there>" + toTag
                + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq + " " + method
                + "\r\nContact: <sip:peer@" + here + ";transport=" + transport.toLowerCase(java.util.Locale.ROOT)
                + ">\r\n"
                + "Content-Length: 0\r\n\r\n";
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /** {@return the next message, with its body} */
    String read() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.UTF_8);
        var length = text.replaceFirst("(?s).*Content-Length:\\s*(\\d+).*", "$1");
        return text + new String(socket.getInputStream().readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    /** {@return the tag that the other side put into To} */
    static String toTag(String response) {
        return response.replaceFirst("(?s).*\\r\\nTo:[^\\r]*(;tag=[^;\\r]+).*", "$1");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
