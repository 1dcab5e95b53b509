// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class StreamReactorTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final StreamTransport TCP = new StreamTransport(StreamTransport.Kind.TCP, null, null);
    private static final StreamSettings USUAL = StreamSettings.DEFAULT;

    private record Arrival(StreamConnection connection, String message) {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final AtomicBoolean full = new AtomicBoolean();
    private final ArrayList<Socket> peers = new ArrayList<>();
    private @Nullable StreamReactor reactor;

    private StreamReactor start(StreamSettings settings) throws IOException {
        var started = new StreamReactor(new InetSocketAddress(HERE, 0), TCP, settings, (connection, message) -> {
            return !full.get() && arrivals.add(new Arrival(connection, new String(message, StandardCharsets.UTF_8)));
        });
        started.start();
        reactor = started;
        return started;
    }

    private Socket peer(StreamReactor to) throws IOException {
        var peer = new Socket(HERE, to.port());
        peer.setSoTimeout(15_000);
        peers.add(peer);
        return peer;
    }

    @AfterEach
    void stop() throws IOException {
        for (var peer : peers) {
            peer.close();
        }
        if (reactor != null) {
            reactor.close();
        }
    }

    private static void write(Socket peer, String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(int number) {
        return "INFO sip:a SIP/2.0\r\nCall-ID: " + number + "\r\n\r\n";
    }

    @Test
    void hundredsOfConnectionsCostNoThread() throws Exception {
        var to = start(USUAL);
        var before = Thread.activeCount();
        for (var i = 0; i < 500; i++) {
            write(peer(to), message(i));
        }
        for (var i = 0; i < 500; i++) {
            assertThat(arrivals.take().message()).contains("Call-ID");
        }

        assertThat(to.connections()).isEqualTo(500);
        assertThat(Thread.activeCount()).isLessThan(before + 5);
    }

    @Test
    void answerGoesBackOnTheConnection() throws Exception {
        var to = start(USUAL);
        var peer = peer(to);
        write(peer, "\r\n\r\n" + message(1));

        arrivals.take().connection().send("SIP/2.0 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8), null);

        assertThat(new String(peer.getInputStream().readNBytes(20), StandardCharsets.UTF_8))
                .isEqualTo("\r\nSIP/2.0 200 OK\r\n\r\n");
    }

    @Test
    void floodOfPingsIsAnsweredByFewPongs() throws Exception {
        var to = start(USUAL);
        var peer = peer(to);
        write(peer, "\r\n\r\n".repeat(40_000) + message(1));

        arrivals.take().connection().send(new byte[] {'.'}, null);

        var pongs = 0;
        for (var next = peer.getInputStream().read();
                next != '.';
                next = peer.getInputStream().read()) {
            pongs += next == '\n' ? 1 : 0;
        }
        // One for each read; how many reads there are is up to the network.
        assertThat(pongs).isBetween(1, 4_000);
    }

    @Test
    void fullLaneStopsReadingThisPeerAndLosesNothing() throws Exception {
        var to = start(USUAL);
        full.set(true);
        var peer = peer(to);
        write(peer, message(1) + message(2));
        var other = peer(to);
        write(other, "\r\n\r\n");
        // Others are still read: the answer shows it.
        assertThat(other.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        assertThat(arrivals).isEmpty();

        full.set(false);
        write(peer, message(3));

        assertThat(arrivals.take().message()).isEqualTo(message(1));
        assertThat(arrivals.take().message()).isEqualTo(message(2));
        assertThat(arrivals.take().message()).isEqualTo(message(3));
    }

    private static StreamSettings impatient(int idle, int message) {
        return new StreamSettings(
                10, 10, Duration.ofMillis(idle), Duration.ofMillis(message), Duration.ofSeconds(5), 65_536);
    }

    @Test
    void halfSentMessageEndsItsConnection() throws Exception {
        var to = start(impatient(60_000, 300));
        var peer = peer(to);
        write(peer, message(1) + "INFO sip:a SIP/2.0\r\n");

        assertThat(peer.getInputStream().read()).isEqualTo(-1);
        assertThat(arrivals).hasSize(1);
    }

    @Test
    void connectionWithoutAMessageEnds() throws Exception {
        var to = start(impatient(60_000, 300));

        assertThat(peer(to).getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void connectionWithMessagesEndsOnlyWhenItIsIdle() throws Exception {
        var to = start(impatient(1_500, 200));
        var peer = peer(to);
        write(peer, message(1));
        var began = System.nanoTime();

        assertThat(peer.getInputStream().read()).isEqualTo(-1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1_400));
    }

    @Test
    void peerThatDoesNotReadLosesItsConnectionAndTheSenderIsTold() throws Exception {
        var to = start(impatient(60_000, 60_000));
        var peer = peer(to);
        write(peer, message(1));
        var connection = arrivals.take().connection();
        var told = new CompletableFuture<IOException>();
        var bytes = new byte[16_384];

        assertThatThrownBy(() -> {
                    for (var i = 0; i < 10_000; i++) {
                        connection.send(bytes, told::complete);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not read");
        assertThat(told.get()).hasMessageContaining("does not read");
        assertThat(connection.open()).isFalse();
        assertThat(to.connections()).isZero();
    }

    @Test
    void messageToAClosedPortFailsWithoutKeepingTheSender() throws Exception {
        var to = start(USUAL);
        int closed;
        try (var socket = new ServerSocket(0, 1, HERE)) {
            closed = socket.getLocalPort();
        }
        var told = new CompletableFuture<IOException>();

        try {
            to.connection(new InetSocketAddress(HERE, closed), "x").send(new byte[10], told::complete);
        } catch (IOException e) {
            told.complete(e);
        }

        assertThat(told.get()).isNotNull();
    }

    @Test
    void ourConnectionIsOpenedOnceAndItsMessagesKeepTheirOrder() throws Exception {
        var to = start(USUAL);
        try (var peer = new ServerSocket(0, 5, HERE)) {
            var address = new InetSocketAddress(HERE, peer.getLocalPort());
            for (var i = 0; i < 3; i++) {
                to.connection(address, "x").send(message(i).getBytes(StandardCharsets.UTF_8), null);
            }
            try (var accepted = peer.accept()) {
                var all = message(0) + message(1) + message(2);
                assertThat(new String(accepted.getInputStream().readNBytes(all.length()), StandardCharsets.UTF_8))
                        .isEqualTo(all);
                write(accepted, message(4));
                assertThat(arrivals.take().message()).isEqualTo(message(4));
            }
            assertThat(to.connections()).isLessThan(2);
        }
    }

    @Test
    void connectionThatIsNotThereInTimeFails() throws Exception {
        var to = start(
                new StreamSettings(10, 10, Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(300), 65_536));
        // Nobody accepts, and the backlog is full after two.
        try (var deaf = new ServerSocket(0, 1, HERE)) {
            for (var i = 0; i < 2; i++) {
                peers.add(new Socket(HERE, deaf.getLocalPort()));
            }
            var told = new CompletableFuture<IOException>();
            to.connection(new InetSocketAddress(HERE, deaf.getLocalPort()), "x").send(new byte[10], told::complete);

            assertThat(told.get()).hasMessageContaining("in time");
        }
    }

    @Test
    void stoppedConnectorEndsItsConnections() throws Exception {
        var to = start(USUAL);
        var peer = peer(to);
        write(peer, message(1));
        arrivals.take();

        to.close();

        assertThat(peer.getInputStream().read()).isEqualTo(-1);
        assertThatThrownBy(() -> new Socket(HERE, to.port())).isInstanceOf(IOException.class);
    }
}
