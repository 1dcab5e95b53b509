// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLServerSocket;
import org.carillon.sip.it.uas.AnsweringServlet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transports besides UDP and TCP, IPv6, and an address that peers see instead of ours. */
@SuppressWarnings("NullAway.Init") // The first step of all tests.
class TransportsIT {
    private static final int TLS = 5061;
    private static final int WS = 5062;
    private static final int WSS = 5063;
    private static final String PUBLIC = "203.0.113.7";

    private static Identity ours;
    private static Identity peers;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        ours = Identity.of("ours");
        peers = Identity.of("peers");
        server = new RunningServer("transports", TransportsIT::configured);
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

    private static String configured(String xml) {
        return xml.replace("            </sasl>\n", "            </sasl>\n" + tls())
                .replace(
                        "<connector name=\"sip-udp\"",
                        "<connector name=\"sip-udp\" public-address=\"" + PUBLIC + "\" public-port=\"5999\"")
                .replace(" lanes=", " node=\"left-1\" lanes=")
                .replace("<connector name=\"sip-tcp\"", connectors() + "<connector name=\"sip-tcp\"")
                .replace(
                        "    </interfaces>",
                        "<interface name=\"v6\"><inet-address value=\"::1\"/></interface>\n    </interfaces>")
                .replace(
                        "<socket-binding name=\"sip\" ",
                        binding("tls", "public", TLS) + binding("ws", "public", WS) + binding("wss", "public", WSS)
                                + binding("v6", "v6", 5060)
                                + "<socket-binding name=\"sip\" ");
    }

    private static String binding(String name, String face, int port) {
        return "<socket-binding name=\"" + name + "\" interface=\"" + face + "\" port=\"" + port + "\"/>\n";
    }

    private static String connectors() {
        var secure = "\" ssl-context=\"demanding\" client-ssl-context=\"out\"/>\n";
        return "<connector name=\"tls\" socket-binding=\"tls\" transport=\"tls" + secure
                + "<connector name=\"wss\" socket-binding=\"wss\" transport=\"wss\" ssl-context=\"open\"/>\n"
                + "<connector name=\"ws\" socket-binding=\"ws\" transport=\"ws\"/>\n"
                + "<connector name=\"v6-udp\" socket-binding=\"v6\" transport=\"udp\"/>\n"
                + "<connector name=\"v6-tcp\" socket-binding=\"v6\" transport=\"tcp\"/>\n";
    }

    private static String tls() {
        var password =
                "<credential-reference clear-text=\"" + Identity.PASSWORD + "\"/><implementation type=\"PKCS12\"/>";
        return "<tls><key-stores><key-store name=\"own\">" + password + "<file path=\"" + ours.file()
                + "\"/></key-store><key-store name=\"trusted\">" + password + "<file path=\"" + peers.certificate()
                + "\"/></key-store></key-stores><key-managers><key-manager name=\"own\" key-store=\"own\">"
                + "<credential-reference clear-text=\"" + Identity.PASSWORD + "\"/></key-manager></key-managers>"
                + "<trust-managers><trust-manager name=\"trusted\" key-store=\"trusted\"/></trust-managers>"
                + "<server-ssl-contexts><server-ssl-context name=\"demanding\" need-client-auth=\"true\" key-manager=\"own\""
                + " trust-manager=\"trusted\"/><server-ssl-context name=\"open\" key-manager=\"own\"/></server-ssl-contexts>"
                + "<client-ssl-contexts><client-ssl-context name=\"out\" key-manager=\"own\" trust-manager=\"trusted\"/>"
                + "</client-ssl-contexts></tls>\n";
    }

    private static StreamPeer tlsPeer(@Nullable Identity identity) throws IOException {
        return new StreamPeer(
                Identity.peer(identity, ours)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.port(TLS)),
                "TLS");
    }

    /** A whole call over one stream. */
    private static String call(StreamPeer peer, String callId) throws IOException {
        peer.send(peer.request("INVITE", "now", callId, 1, "", ""));
        var answer = peer.read();
        while (!answer.startsWith("SIP/2.0 200")) {
            assertThat(answer).startsWith("SIP/2.0 1");
            answer = peer.read();
        }
        var tag = StreamPeer.toTag(answer);
        peer.send(peer.request("ACK", "now", callId, 1, "", tag));
        peer.send(peer.request("BYE", "now", callId, 2, "", tag));
        assertThat(peer.read()).startsWith("SIP/2.0 200").contains("CSeq: 2 BYE");
        return answer;
    }

    @Test
    void callOverTlsFromAPeerWithACertificate() throws IOException {
        try (var peer = tlsPeer(peers)) {
            assertThat(call(peer, "tls-call")).contains("Via: SIP/2.0/TLS", "transport=tls");
        }
    }

    @Test
    void peerWithoutACertificateWeTrustIsRefused() throws IOException {
        for (var identity : new Identity[] {null, ours}) {
            try (var peer = tlsPeer(identity)) {
                assertThatThrownBy(() -> {
                            peer.send(peer.options("nobody"));
                            peer.read();
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void sipsCallKeepsItsSchemeInContact() throws IOException {
        try (var peer = tlsPeer(peers)) {
            var invite = peer.request("INVITE", "now", "sips-call", 1, "", "").replace("sip:", "sips:");
            peer.send(invite.replace(";transport=tls", ""));
            var answer = peer.read();
            while (!answer.startsWith("SIP/2.0 200")) {
                answer = peer.read();
            }

            assertThat(answer).containsPattern("Contact: [^\r]*<sips:");
        }
    }

    @Test
    void callThatWePlaceOverTlsShowsOurCertificate() throws IOException {
        var context = Identity.peer(peers, ours);
        try (var listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            listening.setSoTimeout(15_000);
            try (var peer = tlsPeer(peers)) {
                peer.send(peer.request("INVITE", "callback", "tls-callback", 1, "", "")
                        .replaceFirst("(Contact: <sip:peer@127.0.0.1:)\\d+", "$1" + listening.getLocalPort()));
                try (var called = new StreamPeer(listening.accept(), "TLS")) {
                    assertThat(called.read()).startsWith("INVITE ").contains("Via: SIP/2.0/TLS");
                }
            }
        }
    }

    /** RFC 5923: the peer asks for it, and his certificate was checked. */
    @Test
    void callToTheSentByOfATlsPeerTakesTheConnectionHeOpened() throws IOException {
        try (var peer = tlsPeer(peers)) {
            var sentBy = "127.0.0.1:" + server.port(9);
            peer.send(peer.request("INVITE", "callback", "tls-alias", 1, ";alias", "")
                    .replaceFirst("(Via: SIP/2.0/TLS )[^;]+", "$1" + sentBy)
                    .replaceFirst("(Contact: <sip:peer@)[^;]+", "$1" + sentBy));
            var heard = peer.read();
            while (!heard.startsWith("INVITE ")) {
                heard = peer.read();
            }

            assertThat(heard).startsWith("INVITE sip:peer@" + sentBy);
        }
    }

    private static Phone phone(String scheme, int port) {
        var client = scheme.equals("wss")
                ? HttpClient.newBuilder().sslContext(Identity.peer(null, ours)).build()
                : HttpClient.newHttpClient();
        return new Phone(client, URI.create(scheme + "://127.0.0.1:" + server.port(port) + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void callFromABrowserThatHasNoAddress(String scheme) throws InterruptedException {
        try (var phone = phone(scheme, scheme.equals("ws") ? WS : WSS)) {
            assertThat(phone.subprotocol()).isEqualTo("sip");
            phone.send(phone.request("INVITE", scheme + "-call", 1, ""));
            var answer = phone.read();
            while (!answer.startsWith("SIP/2.0 200")) {
                answer = phone.read();
            }
            assertThat(answer).contains("Via: SIP/2.0/" + scheme.toUpperCase(Locale.ROOT), "transport=" + scheme);
            var tag = StreamPeer.toTag(answer);
            phone.send(phone.request("ACK", scheme + "-call", 1, tag));
            phone.send(phone.request("BYE", scheme + "-call", 2, tag));
            assertThat(phone.read()).startsWith("SIP/2.0 200").contains("CSeq: 2 BYE");
        }
    }

    @Test
    void callThatWePlaceToABrowserTakesItsConnection() throws InterruptedException {
        try (var phone = phone("ws", WS)) {
            phone.send(phone.request("INVITE", "ws-callback", 1, "").replace("sip:now@127", "sip:callback@127"));
            var heard = phone.read();
            while (!heard.startsWith("INVITE ")) {
                heard = phone.read();
            }

            assertThat(heard).contains("Via: SIP/2.0/WS");
        }
    }

    @Test
    void framesOfAnyKindCarryMessages() throws InterruptedException {
        try (var phone = phone("ws", WS)) {
            var options = phone.request("OPTIONS", "fragments", 1, "");
            phone.socket().sendText(options.substring(0, 20), false).join();
            phone.socket()
                    .sendPing(ByteBuffer.wrap("x".getBytes(StandardCharsets.UTF_8)))
                    .join();
            assertThat(phone.read()).isEqualTo("pong x");
            phone.socket().sendText(options.substring(20), true).join();
            assertThat(phone.read()).startsWith("SIP/2.0 200").contains("Call-ID: fragments");

            var binary = phone.request("OPTIONS", "binary", 1, "").getBytes(StandardCharsets.UTF_8);
            phone.socket().sendBinary(ByteBuffer.wrap(binary), true).join();
            assertThat(phone.read()).startsWith("SIP/2.0 200").contains("Call-ID: binary");

            phone.socket().sendClose(1000, "bye").join();
            assertThat(phone.read()).isEqualTo("closed 1000");
        }
    }

    @Test
    void webSocketForAnotherProtocolIsRefused() {
        var builder = HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("xmpp");

        assertThatThrownBy(() -> builder.buildAsync(
                                URI.create("ws://127.0.0.1:" + server.port(WS) + "/"),
                                new java.net.http.WebSocket.Listener() {})
                        .join())
                .isInstanceOf(CompletionException.class);
    }

    private static InetAddress v6() throws IOException {
        var address = new byte[16];
        address[15] = 1;
        return InetAddress.getByAddress(address);
    }

    @Test
    void callOverIpv6() throws IOException {
        try (var peer = new StreamPeer(new Socket(v6(), server.sipPort()), "TCP")) {
            assertThat(call(peer, "v6-call")).containsPattern("Contact: [^\r]*\\[(::1|0:0:0:0:0:0:0:1)\\]:");
        }
    }

    @Test
    void datagramsOverIpv6AreAnsweredWhereTheyCameFrom() throws IOException {
        var here = v6();
        try (var socket = new DatagramSocket(0, here);
                var unused = new ServerSocket(0, 1, here)) {
            socket.setSoTimeout(15_000);
            // Via names another port: rport asks for the real one (RFC 3581).
            var options = "OPTIONS sip:now@[::1]:" + server.sipPort() + " SIP/2.0\r\nVia: SIP/2.0/UDP [::1]:"
                    + unused.getLocalPort()
                    + ";rport;branch=z9hG4bKv6\r\nMax-Forwards: 70\r\nFrom: <sip:a@[::1]>;tag=1\r\nTo: <sip:now@[::1]>\r\n"
                    + "Call-ID: v6-options\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
            var bytes = options.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length, here, server.sipPort()));
            var answer = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(answer);

            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                    .startsWith("SIP/2.0 200")
                    .contains("rport=" + socket.getLocalPort());
        }
    }

    @Test
    void publicAddressStandsInContactAndInViaAndTheNodeInContact() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(15_000);
            var invite = "INVITE sip:callback@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort()
                    + ";branch=z9hG4bKpublic\r\nMax-Forwards: 70\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\n"
                    + "To: <sip:callback@127.0.0.1>\r\nCall-ID: public\r\nCSeq: 1 INVITE\r\nContact: <sip:a@127.0.0.1:"
                    + socket.getLocalPort() + ">\r\nContent-Length: 0\r\n\r\n";
            var bytes = invite.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server.sipPort()));
            var all = new StringBuilder();
            var call = "";
            var answer = "";
            while (answer.isEmpty() || call.isEmpty()) {
                var packet = new DatagramPacket(new byte[4_096], 4_096);
                try {
                    socket.receive(packet);
                } catch (SocketTimeoutException e) {
                    throw new AssertionError(server.status("/answering/status") + "\n" + all, e);
                }
                var heard = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                all.append(heard);
                answer = heard.startsWith("SIP/2.0 200") ? heard : answer;
                call = heard.startsWith("INVITE ") ? heard : call;
            }

            assertThat(answer).containsPattern("Contact: [^\r]*" + PUBLIC + ":5999;node=left-1");
            assertThat(call)
                    .contains("Via: SIP/2.0/UDP " + PUBLIC + ":5999")
                    .containsPattern("Contact: [^\r]*" + PUBLIC + ":5999;node=left-1");
        }
    }
}
