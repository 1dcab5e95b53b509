// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** A complete call of a well-behaved caller: INVITE, 180, 200, ACK, BYE, 200. Repeats over UDP as RFC 3261 section 17 says. */
final class TestCall {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int T1 = 500;

    private final Exchange exchange;
    private final String via;
    private final String id = UUID.randomUUID().toString();
    private String toTag = "";

    private TestCall(Exchange exchange, String via) {
        this.exchange = exchange;
        this.via = via;
    }

    /** How messages of one call go and come. */
    private interface Exchange {
        void send(String message) throws IOException;

        /** {@return the next message, or nothing within T1 when it is to be sent again} */
        String receive() throws IOException;
    }

    /**
     * Makes one.
     *
     * @param from the caller's address, for UDP
     * @return how long it took until it was answered
     * @throws IOException when it did not succeed, with what came instead
     */
    static Duration place(Transport transport, InetAddress from, SSLContext tls) throws IOException {
        var begin = System.nanoTime();
        while (true) {
            try {
                return transport == Transport.UDP ? overDatagrams(from) : overStream(transport, tls);
            } catch (Busy busy) {
                // RFC 3261 section 21.5.4: what is refused for the moment may be tried again.
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw busy;
                }
                java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
            }
        }
    }

    /** The server has too much at the moment. */
    static final class Busy extends IOException {
        private static final long serialVersionUID = 1L;

        Busy(String answer) {
            super(answer);
        }
    }

    /** {@return how long the answer took} A refusal is not tried again. */
    static Duration once(InetAddress from) throws IOException {
        return overDatagrams(from);
    }

    private static Duration overDatagrams(InetAddress from) throws IOException {
        try (var socket = new DatagramSocket(0, from)) {
            socket.setSoTimeout(T1);
            var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Transport.UDP.port());
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            return new TestCall(
                            new Exchange() {
                                @Override
                                public void send(String message) throws IOException {
                                    var bytes = message.getBytes(StandardCharsets.UTF_8);
                                    socket.send(new DatagramPacket(bytes, bytes.length, server));
                                }

                                @Override
                                public String receive() throws IOException {
                                    packet.setLength(65_535);
                                    try {
                                        socket.receive(packet);
                                    } catch (SocketTimeoutException silence) {
                                        return "";
                                    }
                                    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                                }
                            },
                            "UDP " + from.getHostAddress() + ":" + socket.getLocalPort() + ";rport")
                    .run();
        }
    }

    private static Duration overStream(Transport transport, SSLContext tls) throws IOException {
        try (var line = Line.open(transport, tls)) {
            return new TestCall(
                            new Exchange() {
                                @Override
                                public void send(String message) throws IOException {
                                    // A length of which no frame is broken.
                                    var text = message.length() % 16 == 3 ? message.replace("desk", "desk1") : message;
                                    line.write(text.getBytes(StandardCharsets.UTF_8), 1);
                                }

                                @Override
                                public String receive() throws IOException {
                                    return line.read();
                                }
                            },
                            transport + " 127.0.0.1:" + line.localPort())
                    .run();
        }
    }

    private Duration run() throws IOException {
        var begin = System.nanoTime();
        ask("INVITE", 1);
        var answered = Duration.ofNanos(System.nanoTime() - begin);
        exchange.send(request("ACK", 1));
        ask("BYE", 2);
        return answered;
    }

    private void ask(String method, int cseq) throws IOException {
        var request = request(method, cseq);
        var until = System.nanoTime() + PATIENCE.toNanos();
        exchange.send(request);
        while (System.nanoTime() < until) {
            var answer = exchange.receive();
            if (answer.isEmpty()) {
                exchange.send(request);
            } else if (answer.contains("CSeq: " + cseq + " " + method) && !answer.startsWith("SIP/2.0 1")) {
                expectSuccess(answer);
                toTag = answer.replaceFirst("(?s).*\r\nTo:[^\r]*(;tag=[^;\r]+).*", "$1");
                return;
            }
        }
        throw new IOException("no answer to " + method + " within " + PATIENCE.toSeconds() + " s");
    }

    private static void expectSuccess(String answer) throws IOException {
        if (answer.startsWith("SIP/2.0 503")) {
            throw new Busy(answer);
        }
        if (!answer.startsWith("SIP/2.0 200")) {
            throw new IOException("refused: " + answer);
        }
    }

    private String request(String method, int cseq) {
        var branch = method.equals("ACK") ? "ack" + id : method + id;
        return method + " sip:desk@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/" + via + ";branch=z9hG4bK" + branch
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:neighbour@127.0.0.1>;tag=" + id + "\r\nTo: <sip:desk@127.0.0.1>"
                + toTag
                + "\r\nCall-ID: " + id + "\r\nCSeq: " + cseq + " " + method
                + "\r\nContact: <sip:neighbour@"
                + via.replaceFirst("^\\S+ ", "").replaceFirst(";.*", "")
                + ">\r\nContent-Length: 0\r\n\r\n";
    }
}
