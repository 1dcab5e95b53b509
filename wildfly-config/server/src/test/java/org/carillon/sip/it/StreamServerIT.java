// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.carillon.sip.it.uas.AnsweringServlet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a peer on TCP can see of the connector. */
class StreamServerIT {
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = new RunningServer("streams");
        server.deploy(
                "answering.war",
                new Archive()
                        .classes("WEB-INF/classes/", AnsweringServlet.class)
                        .file(
                                "WEB-INF/beans.xml",
                                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>")
                        .bytes());
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(server.log()).doesNotContain("ERROR [org.carillon.sip]", "ERROR [gov.nist");
    }

    private static StreamPeer peer() throws IOException {
        return new StreamPeer(new Socket(InetAddress.getLoopbackAddress(), server.sipPort()), "TCP");
    }

    private static void completeCall() {
        try (var caller = Sipp.caller("caller-hangs-up", "now", server.sipPort(), "tcp", 5, 5)) {
            caller.succeeds();
        }
    }

    private static long threads() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("Threads:".length()).trim()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void idleConnectionsCostNoThreadAndKeepNobodyOut() throws IOException {
        completeCall();
        var before = threads();
        var idle = new ArrayList<Socket>();
        try {
            // More than the connector lets one address have, so later ones take the place of the first.
            for (var i = 0; i < 1_500; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), server.sipPort()));
            }

            await().atMost(Duration.ofSeconds(20)).untilAsserted(StreamServerIT::completeCall);
            assertThat(threads()).isLessThan(before + 50);
        } finally {
            for (var socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void keepAliveIsAnsweredAndTheConnectionIsUsedForTheCall() throws IOException {
        try (var peer = peer()) {
            peer.send("\r\n\r\n");
            assertThat(peer.in().readNBytes(2)).containsExactly('\r', '\n');

            peer.send(peer.options("keep-alive"));
            assertThat(peer.read()).startsWith("SIP/2.0 200").contains("received=127.0.0.1", ";rport=");
        }
    }

    @Test
    void malformedRequestGets400AndTheStreamGoesOn() throws IOException {
        try (var peer = peer()) {
            peer.send(peer.options("bad").replace("CSeq: 1 OPTIONS", "CSeq: x OPTIONS") + peer.options("good"));

            var first = peer.read();
            var second = peer.read();
            assertThat(first + second).contains("SIP/2.0 400", "SIP/2.0 200");
        }
    }

    @Test
    void streamThatIsOutOfStepIsClosed() throws IOException {
        try (var peer = peer()) {
            peer.send(peer.options("length").replace("Content-Length: 0", "Content-Length: many"));

            assertThat(peer.in().read()).isEqualTo(-1);
        }
        completeCall();
    }

    @Test
    void answerToAClosedConnectionGoesToThePortOfTheVia() throws Exception {
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            try (var peer = peer()) {
                // The servlet answers this user after a while, on a timer.
                var invite = peer.request("INVITE", "timer", "reopened", 1, "", "");
                peer.send(invite.replaceFirst("(Via: SIP/2.0/TCP 127.0.0.1:)\\d+", "$1" + listening.getLocalPort()));
                assertThat(peer.read()).startsWith("SIP/2.0 1");
            }
            listening.setSoTimeout(15_000);
            try (var again = new StreamPeer(listening.accept(), "TCP")) {
                assertThat(again.read()).startsWith("SIP/2.0 ").contains("Call-ID: reopened");
            }
        }
    }

    @Test
    void peerThatDoesNotReadKeepsNeitherMemoryNorLanes() throws IOException {
        try (var deaf = peer()) {
            var flood = new StringBuilder();
            for (var i = 0; i < 200; i++) {
                flood.append(deaf.options("deaf-" + i)
                        .replace("Max-Forwards", "X: " + "x".repeat(8_000) + "\r\nMax-Forwards"));
            }
            var closed = false;
            for (var i = 0; i < 200 && !closed; i++) {
                try {
                    deaf.send(flood.toString());
                } catch (IOException e) {
                    closed = true;
                }
                if (i % 20 == 0) {
                    completeCall();
                }
            }
        }
        completeCall();
    }

    @Test
    void rubbishIsToldInOneLineAndWritesNoSecrets() throws IOException {
        var before = server.log().length();
        try (var socket = new DatagramSocket();
                var peer = peer()) {
            var rubbish = peer.options("rubbish")
                    .replace("CSeq: 1 OPTIONS", "CSeq: x y")
                    .replace(
                            "Max-Forwards",
                            "Authorization: Basic c2VjcmV0\r\nX: " + "x".repeat(20_000) + "\r\nMax-Forwards");
            var bytes = rubbish.getBytes(StandardCharsets.UTF_8);
            for (var i = 0; i < 200; i++) {
                socket.send(
                        new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server.sipPort()));
                var answer = new DatagramPacket(new byte[65_535], 65_535);
                socket.receive(answer);
                assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                        .matches("(?s)SIP/2.0 400 [^\r\n]*\r\nVia: .*");
                peer.send(rubbish);
                assertThat(peer.read()).startsWith("SIP/2.0 400 Bad Request\r\nVia: ");
            }
        }

        assertThat(server.log()).contains("CARSIP0031").doesNotContain("c2VjcmV0");
        assertThat(server.log().length() - before).isLessThan(4_000);
    }
}
