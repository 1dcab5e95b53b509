// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.carillon.testing.net.LoopbackPorts;

/** A SIP element at a UDP port of its own that says what a test tells it and nothing else. */
public final class Peer implements AutoCloseable {
    /** How long a message is waited for: longer than the container's own timers of one transaction may take to begin. */
    public static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final int LARGEST = 65_535;
    private static final int REPETITIONS = 10;
    private static final Duration T1 = Duration.ofMillis(500);

    private final InetSocketAddress server;
    private final DatagramSocket socket;
    private final Inbox inbox = new Inbox();

    private Peer(InetSocketAddress server, DatagramSocket socket) {
        this.server = server;
        this.socket = socket;
        Thread reader = new Thread(this::read, "peer-" + socket.getLocalPort());
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens one that talks to a server. */
    public static Peer open(InetSocketAddress server) {
        try {
            return new Peer(
                    server,
                    new DatagramSocket(new InetSocketAddress(LoopbackPorts.loopback(), LoopbackPorts.freeSipPort())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                // Closed, or the kernel reports an answer to an earlier datagram that nobody wanted.
                continue;
            }
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (!text.isBlank()) {
                inbox.receive(text);
            }
        }
    }

    /** {@return its port} */
    public int port() {
        return socket.getLocalPort();
    }

    /** {@return the server's address as a host and port} */
    public String server() {
        return server.getHostString() + ":" + server.getPort();
    }

    /** {@return a SIP URI of this peer} */
    public String uri(String user) {
        return "sip:" + user + "@" + LoopbackPorts.HOST + ":" + port();
    }

    /** {@return a new call to a user of the server} */
    public Call call(String user) {
        return new Call(this, "sip:" + user + "@" + server());
    }

    /** {@return a new call to any URI} */
    public Call callTo(String uri) {
        return new Call(this, uri);
    }

    /** Sends a message. */
    public void send(Outgoing message) {
        sendText(message.text());
    }

    /** Sends bytes that need not be a message. */
    public void sendText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the first message that fits. */
    public SipMessage take(String what, Predicate<SipMessage> wanted) {
        return inbox.take(what, wanted, PATIENCE);
    }

    /** Sends a message every 500 ms, as a callee does with a 2xx, until what is wanted comes, and takes that. */
    public SipMessage repeatUntil(Outgoing message, String what, Predicate<SipMessage> wanted) {
        for (int i = 0; i < REPETITIONS; i++) {
            send(message);
            if (inbox.comes(wanted, T1)) {
                break;
            }
        }
        return take(what, wanted);
    }

    /** {@return whether such a message has come and was not taken} */
    public boolean has(Predicate<SipMessage> wanted) {
        return inbox.has(wanted);
    }

    /** {@return how often the same message has come} */
    public int copies(SipMessage message) {
        return inbox.copies(message);
    }

    /** Waits until the same message has come several times. */
    public void awaitCopies(SipMessage message, int times) {
        inbox.copies(message, times, PATIENCE);
    }

    /** Takes the next request of a method. */
    public SipMessage request(String method) {
        return take(method, message -> !message.isResponse() && message.method().equals(method));
    }

    /** {@return an answer to a request, with a tag and a contact of ours} */
    public Outgoing answer(SipMessage request, int status, String reason) {
        Outgoing answer = new Outgoing("SIP/2.0 " + status + " " + reason);
        request.headers("Via").forEach(value -> answer.add("Via", value));
        request.headers("Record-Route").forEach(value -> answer.add("Record-Route", value));
        String to = request.require("To");
        answer.add("From", request.require("From"))
                .add("To", to.contains("tag=") || status == 100 ? to : to + ";tag=" + Call.token())
                .add("Call-ID", request.callId())
                .add("CSeq", request.require("CSeq"));
        return status > 100 && status < 300 ? answer.add("Contact", "<" + uri("callee") + ">") : answer;
    }

    /** Answers a request. */
    public SipMessage reply(SipMessage request, int status, String reason) {
        Outgoing answer = answer(request, status, reason);
        send(answer);
        return answer.message();
    }

    /**
     * Sends a request on to where its Route leads behind us, as a proxy that stays in no dialog does.
     *
     * @param routes how many of its topmost routes are ours
     * @return what has left
     */
    public SipMessage passOn(SipMessage request, int routes) {
        List<String> behind = request.headers("Route");
        Outgoing copy = new Outgoing(request.startLine());
        copy.add("Via", "SIP/2.0/UDP " + LoopbackPorts.HOST + ":" + port() + ";branch=z9hG4bK" + Call.token());
        request.fields().stream()
                .filter(field ->
                        !field.name().equalsIgnoreCase("Route") && !field.name().equals("Content-Length"))
                .forEach(field -> copy.add(field.name(), field.value()));
        behind.subList(routes, behind.size()).forEach(route -> copy.add("Route", route));
        send(copy);
        return copy.message();
    }

    /** Sends the answer to what was passed on back to where that came from. */
    public SipMessage passBack(SipMessage request, int status) {
        SipMessage answer = take(
                status + " to what was passed on",
                message -> message.status() == status && message.branch().equals(request.branch()));
        Outgoing copy = new Outgoing(answer.startLine());
        List<String> vias = answer.headers("Via");
        vias.subList(1, vias.size()).forEach(via -> copy.add("Via", via));
        answer.fields().stream()
                .filter(field ->
                        !field.name().equalsIgnoreCase("Via") && !field.name().equals("Content-Length"))
                .forEach(field -> copy.add(field.name(), field.value()));
        send(copy);
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
