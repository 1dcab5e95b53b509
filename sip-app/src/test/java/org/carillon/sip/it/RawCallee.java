// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A called side that does what SIPp cannot: say the same thing twice, or with two voices. */
final class RawCallee implements AutoCloseable {
    private static final int WAIT = (int) Duration.ofSeconds(10).toMillis();
    private static final String SDP = """
            v=0
            o=- 2 2 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40002 RTP/AVP 0
            """.replace("\n", "\r\n");

    private final DatagramSocket socket;
    private @Nullable DatagramPacket last;

    RawCallee() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(WAIT);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Waits for a request with that method, over others. */
    String receive(String method) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (text.startsWith(method + " ")) {
                last = packet;
                return text;
            }
        }
    }

    /** Answers 200 with that To tag; with a session description when it is an INVITE. */
    void answer(String request, String tag) throws IOException {
        boolean invite = request.startsWith("INVITE ");
        String to = header(request, "To");
        String body = invite ? SDP : "";
        send(String.join(
                "\r\n",
                "SIP/2.0 200 OK",
                "Via: " + header(request, "Via"),
                "From: " + header(request, "From"),
                "To: " + (to.contains("tag=") ? to : to + ";tag=" + tag),
                "Call-ID: " + header(request, "Call-ID"),
                "CSeq: " + header(request, "CSeq"),
                "Contact: <sip:" + tag + "@127.0.0.1:" + port() + ">",
                invite ? "Content-Type: application/sdp\r\nContent-Length: " + body.length() : "Content-Length: 0",
                "",
                body));
    }

    /** Hangs up the dialog with that tag. */
    void bye(String invite, String tag) throws IOException {
        Matcher contact = Pattern.compile("<(sip:[^>]+)>").matcher(header(invite, "Contact"));
        assertThat(contact.find()).isTrue();
        send(String.join(
                "\r\n",
                "BYE " + contact.group(1) + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bKbye" + tag,
                "From: " + header(invite, "To") + ";tag=" + tag,
                "To: " + header(invite, "From"),
                "Call-ID: " + header(invite, "Call-ID"),
                "CSeq: 1 BYE",
                "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                ""));
    }

    static String header(String message, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + ": *(.*?)\\r?$").matcher(message);
        assertThat(matcher.find()).as("%s of %s", name, message).isTrue();
        return matcher.group(1);
    }

    private void send(String message) throws IOException {
        DatagramPacket from = Objects.requireNonNull(last, "nothing received yet");
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, from.getSocketAddress()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
