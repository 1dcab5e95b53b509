// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Preparation;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.driver.MgcpMediaServer;
import org.carillon.media.mgcp.sdp.MediaDescription;
import org.carillon.media.mgcp.sdp.Payload;
import org.carillon.media.mgcp.sdp.SdpOrigin;
import org.carillon.media.mgcp.sdp.SessionDescription;
import org.carillon.media.mgcp.settings.MediaServerAddress;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.carillon.media.mgcp.settings.PeerProfile;
import org.carillon.media.mgcp.transaction.MgcpTransactions;
import org.carillon.media.mgcp.transaction.Outgoing;
import org.carillon.media.mgcp.transaction.TransactionSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wire format against a gateway that others wrote: Osmocom's osmo-mgw (Debian package {@code osmo-mgw}). It proves that what
 * we write is read, and that what it writes is read by us.
 */
class OsmoMgwIT {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final String CALL = "CA0123456789abcdef0123456789abcdef";

    private static Process gateway;
    private static InetSocketAddress address;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path program = Path.of("/usr/bin/osmo-mgw");
        assertThat(program)
                .as("this test needs the Debian package osmo-mgw: apt-get install osmo-mgw")
                .isExecutable();
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        // Its consoles have fixed ports, so that two gateways need two loopback addresses.
        String consoles = "127.0.77." + (2 + address.getPort() % 250);
        Path settings =
                Files.writeString(folder.resolve("osmo-mgw.cfg"), """
                mgcp
                 domain mgw
                 bind ip 127.0.0.1
                 bind port %d
                 rtp bind-ip 127.0.0.1
                 rtp port-range 36002 36201
                 number endpoints 8
                line vty
                 bind %s
                ctrl
                 bind %s
                """.formatted(address.getPort(), consoles, consoles));
        gateway = new ProcessBuilder(program.toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("osmo-mgw.log").toFile())
                .start();
        try (MgcpTransactions here = transactions()) {
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                assertThat(gateway.isAlive())
                        .as(() -> "osmo-mgw ended: " + read(folder.resolve("osmo-mgw.log")))
                        .isTrue();
                return here.send(outgoing(command(MgcpVerb.AUEP, "null"), Duration.ofMillis(300)))
                        .handle((response, failure) -> failure == null)
                        .toCompletableFuture()
                        .join();
            });
        }
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.destroy();
        }
    }

    @Test
    void twoConnectionsAreBridgedChangedAuditedAndDeleted() throws Exception {
        try (MgcpTransactions here = transactions()) {
            MgcpResponse first = ask(
                    here, command(MgcpVerb.CRCX, "rtpbridge/*").with("C", "1f").with("M", "recvonly"));
            assertThat(first.code()).isEqualTo(200);
            String endpoint =
                    first.parameters().specificEndpoint().orElseThrow().local();
            SessionDescription local =
                    SessionDescription.parse(first.descriptions().get(0));
            assertThat(local.audio().orElseThrow().port()).isBetween(36002, 36201);

            MgcpResponse second = ask(
                    here,
                    command(MgcpVerb.CRCX, endpoint)
                            .with("C", "1f")
                            .with("M", "sendrecv")
                            .withDescription(remote(30_002)));
            assertThat(second.isSuccess()).isTrue();

            MgcpResponse changed = ask(
                    here,
                    command(MgcpVerb.MDCX, endpoint)
                            .with("C", "1f")
                            .with("I", first.parameters().connectionId().orElseThrow())
                            .with("M", "sendrecv")
                            .withDescription(remote(30_004)));
            assertThat(changed.isSuccess()).isTrue();

            assertThat(ask(here, command(MgcpVerb.AUEP, endpoint)).code()).isEqualTo(200);
            MgcpResponse deleted = ask(here, command(MgcpVerb.DLCX, endpoint).with("C", "1f"));
            assertThat(deleted.isSuccess()).isTrue();
            assertThat(ask(here, command(MgcpVerb.DLCX, endpoint).with("C", "1f"))
                            .code())
                    .isEqualTo(515);
        }
    }

    @Test
    void refusalsAreReadWithTheirCode() throws Exception {
        try (MgcpTransactions here = transactions()) {
            assertThat(ask(here, command(MgcpVerb.AUEP, "nothing")).code()).isEqualTo(500);
            MgcpResponse unknownMode = ask(
                    here, command(MgcpVerb.CRCX, "rtpbridge/*").with("C", "2f").with("M", "loud"));
            assertThat(unknownMode.code()).isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void theDriverOpensChangesAndClosesLegs() {
        var settings = new MgcpSettings(
                MediaServerAddress.parseList("osmo=osmo-mgw://127.0.0.1:" + address.getPort()),
                new MgcpSettings.Agent("127.0.0.1", 0, "127.0.0.1", List.of()),
                new MgcpSettings.Health(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5), true),
                TransactionSettings.DEFAULT);
        try (var driver = new MgcpMediaServer(settings, prompts -> new Preparation(List.of(), () -> {}))) {
            await().until(() -> driver.health().ready());

            var opened =
                    (MediaResult.Opened) perform(driver, new MediaCommand.Open(CALL + ".1.1", CALL, Optional.empty()));
            MediaHandle leg = opened.handle();
            assertThat(SessionDescription.parse(opened.localSdp().orElseThrow()).audio())
                    .isPresent();
            assertThat(perform(driver, new MediaCommand.Modify(CALL + ".2.1", leg, remote(30_006))))
                    .isInstanceOf(MediaResult.Modified.class);
            assertThat(perform(driver, new MediaCommand.Close(CALL + ".3.1", leg)))
                    .isInstanceOf(MediaResult.Done.class);
            assertThat(perform(driver, new MediaCommand.Modify(CALL + ".4.1", leg, remote(30_006))))
                    .isInstanceOf(MediaResult.Failed.class);
        }
    }

    private static MediaResult perform(MgcpMediaServer driver, MediaCommand command) {
        return driver.perform(command, DEADLINE)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static String remote(int port) {
        MediaDescription audio = MediaDescription.audio(port, List.of(Payload.of(0, "PCMU", 8000)));
        return SessionDescription.of(SdpOrigin.of(1, 1, "127.0.0.1"), audio).toString();
    }

    private static MgcpCommand command(MgcpVerb verb, String endpoint) {
        return MgcpCommand.of(verb, 1, PeerProfile.OSMO_MGW.endpoint(endpoint, address));
    }

    private static Outgoing outgoing(MgcpCommand command, Duration deadline) {
        return new Outgoing(command, address, PeerProfile.OSMO_MGW.dialect(), deadline, unexpected -> {});
    }

    private static MgcpResponse ask(MgcpTransactions here, MgcpCommand command) throws Exception {
        return here.send(outgoing(command, DEADLINE)).toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static MgcpTransactions transactions() throws IOException {
        return MgcpTransactions.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TransactionSettings.DEFAULT,
                (from, command) -> new CompletableFuture<>());
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
