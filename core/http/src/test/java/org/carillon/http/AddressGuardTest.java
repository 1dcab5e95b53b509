// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.http.TestSetup.limits;
import static org.carillon.http.TestSetup.post;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.carillon.engine.addresses.Network;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the sender, for only the connection that is really made counts. */
class AddressGuardTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static RawServer server() throws Exception {
        return new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.write(socket, OK);
        });
    }

    private static HttpClients clients(NameService names, String... allowed) throws Exception {
        WebhookSettings usual = TestSetup.settings();
        WebhookSettings settings = new WebhookSettings(
                List.of(allowed).stream().map(Network::parse).toList(),
                usual.maximumRequests(),
                usual.maximumRequestsPerAccount(),
                usual.maximumConnections(),
                usual.maximumConnectionsPerServer(),
                usual.maximumRedirects(),
                usual.keepAlive(),
                usual.contentTime());
        return new HttpClients(settings, TestSetup.TOKENS, names, SSLContext.getDefault());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://127.1:%d/",
                "http://2130706433:%d/",
                "http://0177.0.0.1:%d/",
                "http://0x7f.0.0.1:%d/",
                "http://0x7f000001:%d/",
                "http://017700000001:%d/",
                "http://127.0.0.1.:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::1]:%d/",
                "http://0:%d/",
                "http://localhost:%d/",
                "http://tenant.example:%d/",
            })
    void ownMachineIsRefusedHoweverItIsSpelled(String url) throws Exception {
        try (RawServer server = server();
                HttpClients clients = clients(TestSetup.NAMES)) {
            int port = java.net.URI.create(server.url("/")).getPort();
            assertThat(TestSetup.failure(
                                    clients.sender(),
                                    post(String.format(url, port), limits(1000, 1000, 2000, 5, RetryPolicy.ALL)))
                            .kind())
                    .isEqualTo(Kind.ADDRESS_REFUSED);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void addressMayBeWrittenWhereItsNetworkIsAllowed() throws Exception {
        try (RawServer server = server();
                HttpClients clients = clients(TestSetup.NAMES, "127.0.0.0/8")) {
            int port = java.net.URI.create(server.url("/")).getPort();
            assertThat(TestSetup.reply(clients.sender(), post("http://127.0.0.1:" + port + "/"))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** DNS rebinding: the name's second answer is an address inside. */
    @Test
    void nameThatChangesItsAddressIsCheckedEachTime() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        NameService rebinding = host -> List.of(
                lookups.incrementAndGet() == 1 ? InetAddress.getLoopbackAddress() : InetAddress.getByName("10.0.0.1"));
        try (RawServer server = new RawServer((socket, number) -> {
                    String unused = RawServer.head(socket);
                    RawServer.write(socket, "HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                });
                HttpClients clients = clients(rebinding, "127.0.0.0/8")) {
            assertThat(TestSetup.failure(
                                    clients.sender(),
                                    post(server.url("/"), limits(500, 500, 2000, 3, RetryPolicy.SERVER_ERROR)))
                            .kind())
                    .isEqualTo(Kind.ADDRESS_REFUSED);
            assertThat(lookups.get()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void onlyTheAllowedAddressesOfANameAreUsed() throws Exception {
        NameService mixed = host -> List.of(InetAddress.getByName("10.0.0.1"), InetAddress.getLoopbackAddress());
        try (RawServer server = server();
                HttpClients clients = clients(mixed, "127.0.0.0/8")) {
            assertThat(TestSetup.reply(clients.sender(), post(server.url("/"), limits(500, 500, 2000, 0)))
                            .attempts())
                    .isEqualTo(1);
        }
    }

    @Test
    void nextAddressIsTriedWhenTheFirstDoesNotAnswer() throws Exception {
        NameService several = host -> List.of(InetAddress.getByName("127.0.0.9"), InetAddress.getLoopbackAddress());
        try (RawServer server = server();
                HttpClients clients = clients(several, "127.0.0.0/8")) {
            assertThat(TestSetup.reply(clients.sender(), post(server.url("/"), limits(2000, 500, 3000, 0)))
                            .attempts())
                    .isEqualTo(1);
        }
    }

    @Test
    void unknownNameIsToldApart() throws Exception {
        try (HttpClients clients = clients(TestSetup.NAMES)) {
            assertThat(TestSetup.failure(clients.sender(), post("http://nowhere.example/"))
                            .kind())
                    .isEqualTo(Kind.UNKNOWN_HOST);
        }
    }

    @Test
    void nameServiceThatFailsIsAnUnknownHost() throws Exception {
        NameService broken = host -> {
            throw new IllegalStateException("no name server");
        };
        try (HttpClients clients = clients(broken)) {
            assertThat(TestSetup.failure(clients.sender(), post("http://tenant.example/"))
                            .kind())
                    .isEqualTo(Kind.UNKNOWN_HOST);
        }
    }
}
