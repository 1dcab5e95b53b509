// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers the opening handshake of a WebSocket client (RFC 6455 section 4.2) that wants to speak SIP (RFC 7118). */
final class WebSocketHandshake {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private WebSocketHandshake() {}

    /**
     * The answer to a request.
     *
     * @param accepted whether frames follow
     * @param text what is sent, in ASCII
     */
    record Answer(boolean accepted, String text) {}

    /**
     * {@return the answer to a request's head}
     *
     * @throws ProtocolException when it is not an HTTP request at all
     */
    static Answer to(byte[] head, int length) throws ProtocolException {
        var lines = new String(head, 0, length, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
        if (!lines[0].matches("[A-Z]+ \\S+ HTTP/1\\.1")) {
            throw new ProtocolException("not an HTTP/1.1 request");
        }
        var headers = headers(Arrays.asList(lines).subList(1, lines.length));
        if (!lines[0].startsWith("GET ")) {
            return refused("405 Method Not Allowed", "Allow: GET\r\n");
        }
        if (!tokens(headers, "upgrade").contains("websocket")
                || !tokens(headers, "connection").contains("upgrade")) {
            return refused("426 Upgrade Required", "Upgrade: websocket\r\nConnection: Upgrade\r\n");
        }
        if (!tokens(headers, "sec-websocket-version").contains("13")) {
            return refused("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n");
        }
        var key = String.join("", headers.getOrDefault("sec-websocket-key", List.of()))
                .trim();
        if (!isKey(key) || !headers.containsKey("host")) {
            return refused("400 Bad Request", "");
        }
        if (!tokens(headers, "sec-websocket-protocol").contains("sip")) {
            return refused("400 Bad Request", "Sec-WebSocket-Protocol: sip\r\n");
        }
        return new Answer(
                true,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\nSec-WebSocket-Protocol: sip\r\n\r\n");
    }

    private static Map<String, List<String>> headers(List<String> lines) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var line : lines) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).trim(), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private static List<String> tokens(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(token -> token.trim().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Answer refused(String status, String headers) {
        return new Answer(
                false, "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(ascii(key + MAGIC)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
