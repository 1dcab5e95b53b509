// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.carillon.testing.net.LoopbackPorts;

/**
 * A caller that places one call after the other over UDP and hangs up as soon as it is answered. It exists for its clock: the
 * time it notes just before the INVITE leaves comes from the same clock as the webhook's. It repeats nothing: a lost
 * message is a failed call.
 */
final class IdleCaller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_MESSAGE = 65_535;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final int rtpPort;
    private int placed;

    /** What identifies a call in all its messages. */
    private record Call(int index, String number, String from, String callId, String local) {}

    /**
     * What became of a call.
     *
     * @param sentAt {@link System#nanoTime} just before the INVITE was sent
     * @param problem empty when it was answered and hung up as it should
     */
    record Outcome(String from, long sentAt, String problem) {}

    IdleCaller(InetSocketAddress server, int rtpPort) throws IOException {
        this.server = server;
        this.rtpPort = rtpPort;
        this.socket = new DatagramSocket(new InetSocketAddress(LoopbackPorts.loopback(), LoopbackPorts.freeSipPort()));
    }

    /** Calls, is answered, hangs up. */
    Outcome place(String number, String from) throws IOException {
        int index = ++placed;
        String local = LoopbackPorts.HOST + ":" + socket.getLocalPort();
        var call = new Call(index, number, from, "idle-" + index + "-" + System.nanoTime() + "@" + local, local);
        byte[] invite = bytes(invite(call));
        long sentAt = System.nanoTime();
        send(invite);
        Optional<String> answer = finalResponse(call, "1 INVITE");
        if (answer.isEmpty()) {
            return new Outcome(from, sentAt, "no answer within " + PATIENCE.toSeconds() + " s");
        }
        int status = status(answer.get());
        String to = header(answer.get(), "To");
        if (status != 200) {
            send(bytes(request("ACK", "sip:" + number + "@" + host(), call, "1 ACK", to)));
            return new Outcome(from, sentAt, "answered with " + status);
        }
        String target = address(header(answer.get(), "Contact"));
        send(bytes(request("ACK", target, call, "1 ACK", to)));
        send(bytes(request("BYE", target, call, "2 BYE", to)));
        boolean ended =
                finalResponse(call, "2 BYE").filter(r -> status(r) == 200).isPresent();
        return new Outcome(from, sentAt, ended ? "" : "BYE was not answered with 200");
    }

    private void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, server));
    }

    private Optional<String> finalResponse(Call call, String cseq) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var packet = new DatagramPacket(new byte[MAX_MESSAGE], MAX_MESSAGE);
        for (long left = PATIENCE.toMillis(); left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            socket.setSoTimeout((int) left);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException late) {
                return Optional.empty();
            }
            String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (status(message) >= 200
                    && header(message, "Call-ID").equals(call.callId())
                    && header(message, "CSeq").equals(cseq)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private String host() {
        return server.getAddress().getHostAddress() + ":" + server.getPort();
    }

    private String invite(Call call) {
        String sdp = """
                v=0
                o=bench 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d RTP/AVP 0 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                """.formatted(rtpPort).replace("\n", "\r\n");
        String uri = "sip:" + call.number() + "@" + host();
        String head = head("INVITE", uri, call, "1 INVITE", "<" + uri + ">");
        return head + "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp;
    }

    private static String request(String method, String uri, Call call, String cseq, String to) {
        return head(method, uri, call, cseq, to) + "Content-Length: 0\r\n\r\n";
    }

    private static String head(String method, String uri, Call call, String cseq, String to) {
        String branch = "z9hG4bK-" + call.index() + "-" + method.toLowerCase(Locale.ROOT);
        return """
                %s %s SIP/2.0
                Via: SIP/2.0/UDP %s;branch=%s
                From: <sip:%s@%s>;tag=%s
                To: %s
                Call-ID: %s
                CSeq: %s
                Contact: <sip:%s@%s>
                Max-Forwards: 70
                """.formatted(
                        method,
                        uri,
                        call.local(),
                        branch + "-" + call.from().hashCode(),
                        call.from(),
                        call.local(),
                        call.index(),
                        to,
                        call.callId(),
                        cseq,
                        call.from(),
                        call.local())
                .replace("\n", "\r\n");
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /** The status of a response; 0 for a request. */
    static int status(String message) {
        return message.startsWith("SIP/2.0 ") ? Integer.parseInt(message.substring(8, 11)) : 0;
    }

    /** The first header of this name, or nothing. */
    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The address of a Contact: what is between the angle brackets, if there are any. */
    static String address(String contact) {
        int open = contact.indexOf('<');
        int close = contact.indexOf('>', open + 1);
        return open >= 0 && close > open ? contact.substring(open + 1, close) : contact;
    }

    @Override
    public void close() {
        socket.close();
    }
}
