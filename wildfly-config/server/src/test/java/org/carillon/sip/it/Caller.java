// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A telephone that goes on with its call wherever a balancer would send it, and repeats requests as RFC 3261 section 17.1 says. */
final class Caller implements AutoCloseable {
    private static final int T1_MILLIS = 500;
    private static final int TRIES = 40;

    private final DatagramSocket socket;
    private final Map<Integer, Socket> streams = new HashMap<>();
    private final String transport;
    private int last;
    private final String callId;
    private String to;
    private int sequence;

    Caller(String callId, String user) {
        this(callId, user, "UDP");
    }

    /** @param transport UDP or TCP */
    Caller(String callId, String user, String transport) {
        this.transport = transport;
        this.callId = callId;
        this.to = "<sip:" + user + "@127.0.0.1>";
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(T1_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String request(String method, int number) {
        return String.join(
                "\r\n",
                method + " sip:x@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/" + transport + " 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK" + callId
                        + method + number,
                "From: <sip:" + callId + "@127.0.0.1>;tag=" + callId,
                "To: " + to,
                "Call-ID: " + callId,
                "CSeq: " + number + ' ' + method,
                "Contact: <sip:" + callId + "@127.0.0.1:" + socket.getLocalPort() + ">",
                "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                "");
    }

    /** Calls. */
    void call(int port) {
        var request = request("INVITE", ++sequence).replace("sip:x@", "sip:" + to.substring(5, to.indexOf('@')) + "@");
        to = field(ask(port, request), "To");
        send(port, request("ACK", sequence));
    }

    /** {@return the final answer to a request within the call} */
    String ask(int port, String method) {
        return method.contains("\r\n") ? answer(port, method) : answer(port, request(method, ++sequence));
    }

    /** {@return a request from this port, which is answered; what comes before it, from others too, is passed over} */
    String awaitRequest(int from, String method) {
        for (var i = 0; i < TRIES; i++) {
            var message = receive();
            if (message.startsWith(method + ' ')
                    && field(message, "Via").startsWith("SIP/2.0/UDP 127.0.0.1:" + from + ';')) {
                send(from, String.join("\r\n", "SIP/2.0 200 OK", copied(message), "Content-Length: 0", "", ""));
                return message;
            }
        }
        throw new AssertionError("no " + method + " from " + from);
    }

    private static String copied(String message) {
        return message.lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq): .*"))
                .collect(Collectors.joining("\r\n"));
    }

    /** Sends a request within the call that nobody answers. */
    void lose(int port, String method) {
        var answer = answerToOne(port, method);
        if (!answer.isEmpty()) {
            throw new AssertionError("an answer: " + answer);
        }
    }

    /** {@return the answer to a request that is sent once, empty when there is none} */
    String answerToOne(int port, String method) {
        send(port, request(method, ++sequence));
        return receive();
    }

    private String answer(int port, String request) {
        for (var i = 0; i < TRIES; i++) {
            if (i == 0 || transport.equals("UDP")) {
                send(port, request);
            }
            var answer = receive();
            while (!answer.isEmpty() && (!answer.startsWith("SIP/2.0 ") || answer.startsWith("SIP/2.0 1"))) {
                answer = receive();
            }
            if (!answer.isEmpty()) {
                return answer;
            }
        }
        throw new AssertionError("no answer to " + request);
    }

    /** {@return the next message, empty when none comes in the time of a retransmission} */
    private String receive() {
        try {
            if (transport.equals("TCP")) {
                return receive(Objects.requireNonNull(streams.get(last)).getInputStream());
            }
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No message of these tests has a body. */
    private static String receive(InputStream stream) throws IOException {
        var message = new StringBuilder();
        while (message.indexOf("\r\n\r\n") < 0) {
            var next = stream.read();
            if (next < 0) {
                throw new EOFException("the connection was closed after: " + message);
            }
            message.append((char) next);
        }
        return message.toString();
    }

    private void send(int port, String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            last = port;
            if (transport.equals("UDP")) {
                socket.send(new DatagramPacket(bytes, bytes.length, server));
                return;
            }
            if (!streams.containsKey(port)) {
                var stream = new Socket(server.getAddress(), port);
                stream.setSoTimeout(T1_MILLIS);
                streams.put(port, stream);
            }
            Objects.requireNonNull(streams.get(port)).getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the value of a field of a message} */
    static String field(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        socket.close();
        streams.values().forEach(stream -> {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
