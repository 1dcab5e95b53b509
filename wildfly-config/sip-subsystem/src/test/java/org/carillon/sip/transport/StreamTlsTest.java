// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // The first step of all tests.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class StreamTlsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    static Path folder;

    private static Identity ours;
    private static Identity peers;
    /** A domain at a host of another name. */
    private static Identity domain;

    private record Arrival(StreamConnection connection, String message) {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final ArrayList<StreamReactor> reactors = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = Identity.of("ours", folder);
        peers = Identity.of("peers", folder);
        domain = Identity.of("domain", "CN=domain", "uri:sip:Domain.test,dns:localhost", folder);
    }

    private StreamReactor start(SSLContext server, @Nullable SSLContext client) throws IOException {
        var transport = new StreamTransport(StreamTransport.Kind.TLS, server, client);
        var reactor = new StreamReactor(
                new InetSocketAddress(HERE, 0),
                transport,
                StreamSettings.DEFAULT,
                (connection, message) ->
                        arrivals.add(new Arrival(connection, new String(message, StandardCharsets.UTF_8))));
        reactor.start();
        reactors.add(reactor);
        return reactor;
    }

    @AfterEach
    void stop() {
        reactors.forEach(StreamReactor::close);
    }

    private static SSLSocket connect(StreamReactor to, SSLContext context) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(HERE, to.port());
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static byte[] message(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("INFO sip:a SIP/2.0\r\nl: " + bytes.length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void messagesGoBothWaysEvenWhenLongerThanARecord(String version) throws Exception {
        var to = start(ours.trusting(peers), null);
        var text = new String(message("b".repeat(60_000)), StandardCharsets.UTF_8);
        try (var peer = connect(to, ours.anonymousPeer())) {
            peer.setEnabledProtocols(new String[] {version});
            for (var i = 0; i < 3; i++) {
                peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                var arrival = arrivals.take();
                assertThat(arrival.message()).isEqualTo(text);
                assertThat(arrival.connection().peerCertificates()).isNull();
                assertThat(arrival.connection().cipherSuite()).startsWith("TLS_");

                arrival.connection().send(text.getBytes(StandardCharsets.UTF_8), null);
                assertThat(new String(peer.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8))
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void clientThatRenegotiatesIsDisconnected() throws Exception {
        var to = start(ours.trusting(peers), null);
        try (var peer = connect(to, ours.anonymousPeer())) {
            peer.setEnabledProtocols(new String[] {"TLSv1.2"});
            peer.getOutputStream().write(message("first"));
            var connection = arrivals.take().connection();

            assertThatThrownBy(() -> {
                        peer.startHandshake();
                        if (peer.getInputStream().read() < 0) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(connection.open()).isFalse();
        }
    }

    @Test
    void clientMayChangeItsKeys() throws Exception {
        var to = start(ours.trusting(peers), null);
        try (var peer = connect(to, ours.anonymousPeer())) {
            peer.setEnabledProtocols(new String[] {"TLSv1.3"});
            for (var i = 0; i < 3; i++) {
                peer.startHandshake();
                peer.getOutputStream().write(message("same connection"));
                var arrival = arrivals.take();
                arrival.connection().send(new byte[] {'.'}, null);
                assertThat(peer.getInputStream().read()).isEqualTo('.');
            }
            assertThat(to.connections()).isEqualTo(1);
        }
    }

    /** As an Elytron server-ssl-context with need-client-auth does it. */
    private static SSLContext demanding(SSLContext context) {
        return new SSLContext(new DemandingContext(context), context.getProvider(), "TLS") {};
    }

    @Test
    void peerWithATrustedCertificateIsKnownByIt() throws Exception {
        var to = start(demanding(ours.trusting(peers)), null);
        try (var peer = connect(to, peers.trusting(ours))) {
            peer.getOutputStream().write(message("x"));

            assertThat(arrivals.take().connection().peerCertificates()).containsExactly(peers.certificate());
        }
    }

    @Test
    void peerWithoutATrustedCertificateIsRefused() throws Exception {
        var to = start(demanding(ours.trusting(peers)), null);
        for (var context : new SSLContext[] {ours.anonymousPeer(), ours.trusting(ours)}) {
            try (var peer = connect(to, context)) {
                assertThatThrownBy(() -> {
                            peer.getOutputStream().write(message("x"));
                            if (peer.getInputStream().read() < 0) {
                                throw new IOException("closed");
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(arrivals).isEmpty();
    }

    @Test
    void plainTextAtATlsPortIsClosed() throws Exception {
        var to = start(ours.trusting(peers), null);
        try (var peer = new Socket(HERE, to.port())) {
            peer.setSoTimeout(15_000);
            peer.getOutputStream().write(message("x"));
            // TLS says why, and then it ends.
            peer.getInputStream().readAllBytes();
        }
        assertThat(arrivals).isEmpty();
    }

    @Test
    void ourConnectionShowsOurCertificateAndChecksThePeers() throws Exception {
        var peer = start(demanding(peers.trusting(ours)), null);
        var us = start(ours.trusting(peers), ours.trusting(peers));

        us.connection(new InetSocketAddress(HERE, peer.port()), "127.0.0.1").send(message("first"), null);
        us.connection(new InetSocketAddress(HERE, peer.port()), "127.0.0.1").send(message("second"), null);

        assertThat(arrivals.take().message()).endsWith("first");
        var second = arrivals.take();
        assertThat(second.message()).endsWith("second");
        assertThat(second.connection().peerCertificates()).containsExactly(ours.certificate());
        assertThat(us.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"another.example.com", "127.0.0.1"})
    void messageToAPeerThatIsNotWhoItShouldBeFails(String name) throws Exception {
        var trusted = name.equals("127.0.0.1") ? ours : peers;
        var peer = start(peers.trusting(ours), null);
        var us = start(ours.trusting(peers), ours.trusting(trusted));
        var told = new CompletableFuture<IOException>();

        us.connection(new InetSocketAddress(HERE, peer.port()), name).send(message("secret"), told::complete);

        assertThat(told.get()).isNotNull();
        assertThat(arrivals).isEmpty();
    }

    @Test
    void messageReachesTheDomainOfTheSipUri() throws Exception {
        var peer = start(domain.trusting(ours), null);
        var us = start(ours.trusting(peers), ours.trusting(domain));

        us.connection(new InetSocketAddress(HERE, peer.port()), "domain.test").send(message("first"), null);

        assertThat(arrivals.take().message()).endsWith("first");
    }

    @Test
    void messageToTheHostOfAnotherDomainFails() throws Exception {
        var peer = start(domain.trusting(ours), null);
        var us = start(ours.trusting(peers), ours.trusting(domain));
        var told = new CompletableFuture<IOException>();

        us.connection(new InetSocketAddress(HERE, peer.port()), "localhost").send(message("secret"), told::complete);

        assertThat(told.get()).hasMessageContaining("Domain.test").hasMessageContaining("localhost");
        assertThat(arrivals).isEmpty();
    }

    private static SSLServerSocket listening(SSLContext context, String version) throws IOException {
        var server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, HERE);
        server.setEnabledProtocols(new String[] {version});
        server.setSoTimeout(15_000);
        return server;
    }

    private static SSLSocket accepted(SSLServerSocket server) throws IOException {
        var socket = (SSLSocket) server.accept();
        socket.setSoTimeout(15_000);
        return socket;
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,localhost", "TLSv1.3,localhost", "TLSv1.2,stranger.test", "TLSv1.3,stranger.test"})
    void ourCertificateIsForTheDomainThatWeAskedForAlone(String version, String name) throws Exception {
        var clients = new ShownCertificates();
        var us = start(ours.trusting(peers), ours.trusting(peers));
        try (var server = listening(peers.trusting(clients), version)) {
            server.setNeedClientAuth(true);
            us.connection(new InetSocketAddress(HERE, server.getLocalPort()), name)
                    .send(message("x"), none -> {});
            try (var peer = accepted(server)) {
                if (name.equals("localhost")) {
                    assertThat(peer.getInputStream().read()).isEqualTo('I');
                    assertThat(clients.shown()).containsExactly(ours.certificate());
                } else {
                    assertThatThrownBy(() -> {
                                if (peer.getInputStream().read() < 0) {
                                    throw new IOException("closed");
                                }
                            })
                            .isInstanceOf(IOException.class);
                    assertThat(clients.shown()).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sessionThatIsResumedIsStillTheDomains(String version) throws Exception {
        var us = start(ours.trusting(peers), ours.trusting(peers));
        try (var server = listening(peers.trusting(ours), version)) {
            var first = exchanged(us, server);

            assertThat(exchanged(us, server)).isEqualTo(first);
        }
    }

    /** Sends a message and takes one on a connection of their own. {@return when the session of both began} */
    private long exchanged(StreamReactor us, SSLServerSocket server) throws Exception {
        var connection = us.connection(new InetSocketAddress(HERE, server.getLocalPort()), "localhost");
        connection.send(message("there"), null);
        try (var peer = accepted(server)) {
            assertThat(peer.getInputStream().read()).isEqualTo('I');
            // The ticket of TLS 1.3 comes before it.
            peer.getOutputStream().write(message("back"));
            assertThat(arrivals.take().message()).endsWith("back");
            connection.close(new IOException("done"));
            return peer.getSession().getCreationTime();
        }
    }

    @Test
    void withoutAClientContextWeOpenNothing() throws Exception {
        var us = start(ours.trusting(peers), null);

        assertThatThrownBy(() -> us.connection(new InetSocketAddress(HERE, 5061), "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("client-ssl-context");
        assertThatThrownBy(() -> new StreamTransport(StreamTransport.Kind.WSS, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
