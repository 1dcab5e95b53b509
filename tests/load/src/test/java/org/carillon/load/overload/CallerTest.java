// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.carillon.load.overload.Caller.Wanted;
import org.carillon.load.overload.Outcome.Ends;
import org.carillon.load.sip.server.Children;
import org.carillon.testing.net.LoopbackPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIPp with the scenario of the overload, against a server that refuses everything, and forgets Retry-After now and then. */
class CallerTest {
    private static final int CALLS = 30;
    private static final int BARE = 10;

    @TempDir
    Path folder;

    @Test
    void a_refusal_without_retry_after_is_told_from_one_with_it() throws Exception {
        try (var children = new Children();
                var server = new DatagramSocket(new InetSocketAddress(LoopbackPorts.loopback(), 0))) {
            var refusing = new Thread(() -> refuse(server), "refusing");
            refusing.setDaemon(true);
            refusing.start();
            try (Caller caller = Caller.start(
                    children,
                    folder.resolve("caller"),
                    server.getLocalPort(),
                    new Wanted("pressing-caller.xml", CALLS, CALLS, 0))) {
                Outcome outcome = caller.outcome();

                assertThat(outcome.ends()).isEqualTo(new Ends(0, CALLS, BARE, 0));
                assertThat(outcome.lost()).isZero();
                assertThat(outcome.setUp().count()).isZero();
            }
        }
    }

    /** Until the socket is closed. */
    private static void refuse(DatagramSocket server) {
        var packet = new DatagramPacket(new byte[4_096], 4_096);
        int invites = 0;
        while (!server.isClosed()) {
            try {
                server.receive(packet);
                String request = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
                if (request.startsWith("INVITE ")) {
                    byte[] refusal = refusal(request, ++invites > BARE).getBytes(StandardCharsets.ISO_8859_1);
                    server.send(new DatagramPacket(refusal, refusal.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static String refusal(String request, boolean whole) {
        return request.lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                .map(line -> line + (line.startsWith("To:") ? ";tag=t" : "") + "\r\n")
                .collect(Collectors.joining(
                        "",
                        "SIP/2.0 503 Service Unavailable\r\n",
                        (whole ? "Retry-After: 10\r\n" : "") + "Content-Length: 0\r\n\r\n"));
    }
}
