// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends datagrams that no SIPp scenario would. */
final class Datagrams {
    private static final int PATIENCE_MILLIS = 10_000;

    private Datagrams() {}

    /** {@return an OPTIONS request outside of a dialog; %d stands for the port to answer to} */
    static String options(String callId) {
        return String.join(
                "\r\n",
                "OPTIONS sip:now@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK" + callId,
                "From: <sip:probe@127.0.0.1>;tag=" + callId,
                "To: <sip:now@127.0.0.1>",
                "Call-ID: " + callId,
                "CSeq: 1 OPTIONS",
                "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                "");
    }

    /** {@return an INVITE; %d stands for the port to answer to} */
    static String invite(String callId) {
        return options(callId)
                .replace("OPTIONS", "INVITE")
                .replace("Max-Forwards", "Contact: <sip:probe@127.0.0.1:%d>\r\nMax-Forwards");
    }

    /** {@return the final answer to an INVITE, which is not acknowledged} */
    static String call(int port, String callId) {
        return call(port, callId, "X-Own: 1");
    }

    /** {@return the final answer to an INVITE with one more header, which is not acknowledged} */
    static String call(int port, String callId, String header) {
        try (var socket = socket()) {
            send(socket, port, invite(callId).replace("Max-Forwards", header + "\r\nMax-Forwards"));
            var answer = receive(socket);
            while (answer.startsWith("SIP/2.0 1")) {
                answer = receive(socket);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the dialog that an answer has begun, as Replaces and Join name it} */
    static String dialog(String callId, String answer) {
        return callId + ";to-tag=" + toTag(answer) + ";from-tag=" + callId;
    }

    private static String toTag(String answer) {
        return answer.replaceFirst("(?s).*\r\nTo: [^\r]*;tag=([^;\r]*).*", "$1");
    }

    /** Acknowledges a call and ends it. */
    static void end(int port, String callId, String answer) {
        var tag = toTag(answer);
        var ack = invite(callId)
                .replace("INVITE", "ACK")
                .replace("branch=z9hG4bK", "branch=z9hG4bKack")
                .replaceFirst("(\r\nTo: [^\r]*)", "$1;tag=" + tag);
        send(port, ack);
        ask(
                port,
                ack.replace("z9hG4bKack", "z9hG4bKbye")
                        .replace("1 ACK", "2 BYE")
                        .replace("ACK sip", "BYE sip"));
    }

    /**
     * Calls, cancels while it rings and does not acknowledge the 487.
     *
     * @return how long it takes until the 487 is repeated (RFC 3261 section 17.2.1, timer G)
     */
    static Duration untilTheRefusalIsRepeated(int port, String callId) {
        var cancel =
                options(callId).replace("OPTIONS sip:now", "CANCEL sip:ring").replace("OPTIONS", "CANCEL");
        var invite = cancel.replace("CANCEL", "INVITE")
                .replace("Max-Forwards", "Contact: <sip:probe@127.0.0.1:%d>\r\nMax-Forwards");
        try (var socket = socket()) {
            send(socket, port, invite);
            awaitAnswer(socket, "SIP/2.0 180");
            send(socket, port, cancel);
            awaitAnswer(socket, "SIP/2.0 487");
            var refused = System.nanoTime();
            awaitAnswer(socket, "SIP/2.0 487");
            return Duration.ofNanos(System.nanoTime() - refused);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitAnswer(DatagramSocket socket, String start) throws IOException {
        var answer = receive(socket);
        while (!answer.startsWith(start)) {
            answer = receive(socket);
        }
    }

    static void send(int port, String message) {
        try (var socket = socket()) {
            send(socket, port, message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the answer to a message} */
    static String ask(int port, String message) {
        try (var socket = socket()) {
            send(socket, port, message);
            return receive(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the answer to a message that is sent again, from the same port, after something else} */
    static String askAgainAfter(int port, String message, Runnable something) {
        try (var socket = socket()) {
            send(socket, port, message);
            receive(socket);
            something.run();
            send(socket, port, message);
            return receive(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void sendTwiceAndAwaitTwoAnswers(int port, String message) {
        try (var socket = socket()) {
            send(socket, port, message);
            receive(socket);
            send(socket, port, message);
            receive(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatagramSocket socket() throws IOException {
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(DatagramSocket socket, int port, String message) throws IOException {
        var bytes =
                message.replace("%d", Integer.toString(socket.getLocalPort())).getBytes(StandardCharsets.UTF_8);
        socket.send(
                new DatagramPacket(bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    private static String receive(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
}
