// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.transaction.MgcpTransactions;
import org.carillon.media.mgcp.transaction.Outgoing;
import org.carillon.media.mgcp.transaction.TransactionSettings;

/** Commands a media server and keeps its notifications. */
public final class CallAgent implements AutoCloseable {
    /** A leg and who is at its other end. */
    public record TestLeg(String name, int port, MgcpResponse answer) {}

    private final MgcpTransactions transactions;
    private volatile InetSocketAddress server;
    private final List<MgcpCommand> notifications = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    public CallAgent(InetSocketAddress server) {
        this.server = server;
        try {
            transactions = MgcpTransactions.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    TransactionSettings.DEFAULT,
                    this::notified);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletionStage<MgcpResponse> notified(InetSocketAddress from, MgcpCommand command) {
        notifications.add(command);
        return CompletableFuture.completedFuture(MgcpResponse.of(200, command.transaction(), "OK"));
    }

    /** How {@code N:} names this agent. */
    public String entity() {
        return "agent@127.0.0.1:" + transactions.localAddress().getPort();
    }

    /** Commands another server from now on. */
    public void talkTo(InetSocketAddress newServer) {
        server = newServer;
    }

    public MgcpResponse send(MgcpCommand command) {
        try {
            return transactions
                    .send(Outgoing.of(command, server, Duration.ofSeconds(5)))
                    .toCompletableFuture()
                    .get(6, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a command. */
    public static MgcpCommand command(MgcpVerb verb, String local) {
        return MgcpCommand.of(verb, 1, new EndpointName(local, "media"));
    }

    /** Opens a leg to a peer, and lets the peer talk. */
    public TestLeg open(RtpPeer peer, String... codecs) {
        MgcpResponse answer = send(command(MgcpVerb.CRCX, "leg/$")
                .with("C", "call")
                .with("M", "sendrecv")
                .with("N", entity())
                .withDescription(peer.sdp(codecs)));
        int port = port(answer.descriptions().get(0));
        peer.talkTo(port);
        return new TestLeg(answer.parameters().specificEndpoint().orElseThrow().local(), port, answer);
    }

    /** The port of the audio stream. */
    public static int port(String sdp) {
        return Integer.parseInt(sdp.replaceAll("(?s).*m=audio (\\d+) .*", "$1"));
    }

    /** Asks for a signal; answers the request's id. */
    public String request(String endpoint, String signals) {
        String id = "r" + requests.incrementAndGet();
        MgcpResponse answer =
                send(command(MgcpVerb.RQNT, endpoint).with("X", id).with("S", signals));
        if (answer.code() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return id;
    }

    /** Events of a request, in the order they came. */
    public List<String> events(String request) {
        return notifications.stream()
                .filter(n -> n.verb() == MgcpVerb.NTFY)
                .filter(n -> n.parameters().first("X").orElse("").equals(request))
                .map(n -> n.parameters().first("O").orElse(""))
                .toList();
    }

    public List<MgcpCommand> notifications() {
        return notifications;
    }

    /** Waits for the first event of a request. */
    public String event(String request) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(() -> events(request), events -> !events.isEmpty())
                .get(0);
    }

    @Override
    public void close() {
        transactions.close();
    }
}
