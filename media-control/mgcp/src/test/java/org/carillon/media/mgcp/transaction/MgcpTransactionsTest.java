// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.carillon.media.mgcp.ScriptedPeer;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpMessage;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpSyntaxException;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.MgcpWriter;
import org.carillon.media.mgcp.codec.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MgcpTransactionsTest {
    private static final TransactionSettings QUICK = new TransactionSettings(
            Duration.ofMillis(120), Duration.ofMillis(480), Duration.ofMillis(400), Duration.ofSeconds(5), 4, 100);
    private static final EndpointName LEG = new EndpointName("leg/$", "here");
    private static final Duration LONG = Duration.ofSeconds(5);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void anAnswerCompletesItsCommand() throws Exception {
        ScriptedPeer peer = peer((c, n) -> List.of(ok(c).with("I", "7")));
        var here = transactions((from, c) -> never());

        MgcpResponse answer = get(here.send(outgoing(peer, LONG)));

        assertThat(answer.parameters().connectionId()).contains("7");
        assertThat(here.counters().sent()).isEqualTo(1);
    }

    @Test
    void anUnansweredCommandIsRepeatedWithLongerAndLongerPauses() throws Exception {
        ScriptedPeer peer = peer((c, n) -> n < 3 ? List.of() : List.of(ok(c)));
        var here = transactions((from, c) -> never());

        long begun = System.nanoTime();
        get(here.send(outgoing(peer, LONG)));

        assertThat(System.nanoTime() - begun)
                .as("120 + 240 + 480 ms before the fourth datagram")
                .isGreaterThan(Duration.ofMillis(840).toNanos());
        assertThat(peer.commands())
                .hasSize(4)
                .extracting(MgcpCommand::transaction)
                .containsOnly(peer.commands().get(0).transaction());
        assertThat(here.counters().repeated()).isEqualTo(3);
    }

    @Test
    void aSilentPeerFailsTheCommandAtItsDeadline() {
        ScriptedPeer peer = peer((c, n) -> List.of());
        var here = transactions((from, c) -> never());

        assertThat(failure(here.send(outgoing(peer, Duration.ofMillis(300)))))
                .isEqualTo(TransactionException.Kind.TIMEOUT);
        assertThat(here.counters().timedOut()).isEqualTo(1);
        int sent = peer.commands().size();
        assertThat(sent).isGreaterThanOrEqualTo(2);
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(3))
                .until(() -> peer.commands().size() == sent);
    }

    @Test
    void aProvisionalAnswerSlowsRepeatsAndItsFinalAnswerIsAcknowledged() throws Exception {
        ScriptedPeer peer = peer((c, n) -> n == 0
                ? List.of(MgcpResponse.of(100, c.transaction(), "pending"))
                : List.of(ok(c).with(Parameter.RESPONSE_ACK, "")));
        var here = transactions((from, c) -> never());

        long begun = System.nanoTime();
        get(here.send(outgoing(peer, LONG)));

        assertThat(System.nanoTime() - begun)
                .isGreaterThan(Duration.ofMillis(390).toNanos());
        assertThat(peer.commands()).hasSize(2);
        await().until(() -> peer.responses().size() == 1);
        assertThat(peer.responses().get(0).code()).isZero();
    }

    @Test
    void answersAreAcknowledgedInTheNextCommandWhenThePeerReadsIt() throws Exception {
        ScriptedPeer peer = peer((c, n) -> List.of(ok(c)));
        var here = transactions((from, c) -> never());

        get(here.send(outgoing(peer, LONG)));
        get(here.send(outgoing(peer, LONG)));
        var silent = new PeerDialect(MgcpWriter.LineEnd.LF, false);
        get(here.send(new Outgoing(command(), peer.address(), silent, LONG, r -> {})));

        List<MgcpCommand> commands =
                peer.commands().stream().filter(new HashSet<>()::add).toList();
        int first = commands.get(0).transaction();
        assertThat(commands.get(0).parameters().responseAcks()).isEmpty();
        assertThat(commands.get(1).parameters().responseAcks())
                .allMatch(r -> r.contains(first))
                .hasSize(1);
        assertThat(commands.get(2).parameters().responseAcks()).isEmpty();
        assertThat(peer.texts().get(peer.texts().size() - 1)).doesNotContain("\r");
    }

    @Test
    void aLateAnswerIsHandedOnSoThatItsConnectionCanBeDeleted() {
        var late = new CopyOnWriteArrayList<MgcpResponse>();
        ScriptedPeer peer = peer((c, n) -> List.of());
        var here = transactions((from, c) -> never());

        failure(here.send(
                new Outgoing(command(), peer.address(), PeerDialect.STANDARD, Duration.ofMillis(60), late::add)));
        MgcpResponse answer = ok(peer.commands().get(0)).with("I", "9");
        peer.send(answer);
        peer.send(answer);

        await().until(() -> !late.isEmpty());
        await().during(Duration.ofMillis(100)).until(() -> late.equals(List.of(answer)));
    }

    @Test
    void aSecondDifferentAnswerToARepeatedCommandIsHandedOn() throws Exception {
        // Restcomm Media Server and osmo-mgw carry a repeated CRCX on a wildcard out again.
        var unexpected = new CopyOnWriteArrayList<MgcpResponse>();
        ScriptedPeer peer = peer((c, n) -> switch (n) {
            case 0 -> List.of();
            case 1 -> List.of(ok(c).with("Z", "leg/1@h"), ok(c).with("Z", "leg/2@h"));
            default -> List.of();
        });
        var here = transactions((from, c) -> never());

        MgcpResponse answer =
                get(here.send(new Outgoing(command(), peer.address(), PeerDialect.STANDARD, LONG, unexpected::add)));

        assertThat(answer.parameters().specificEndpoint()).contains(new EndpointName("leg/1", "h"));
        await().until(() -> unexpected.size() == 1);
        assertThat(unexpected.get(0).parameters().specificEndpoint()).contains(new EndpointName("leg/2", "h"));
    }

    @Test
    void moreCommandsThanTheBoundAreRefusedAtOnceAndRoomComesBack() throws Exception {
        ScriptedPeer peer = peer((c, n) -> List.of());
        var here = transactions((from, c) -> never());

        var waiting = new ArrayList<CompletionStage<MgcpResponse>>();
        for (int i = 0; i < 4; i++) {
            waiting.add(here.send(outgoing(peer, Duration.ofMillis(100))));
        }
        assertThat(failure(here.send(outgoing(peer, LONG)))).isEqualTo(TransactionException.Kind.BUSY);
        waiting.forEach(w -> assertThat(failure(w)).isEqualTo(TransactionException.Kind.TIMEOUT));

        assertThat(failure(here.send(outgoing(peer, Duration.ofMillis(30)))))
                .isEqualTo(TransactionException.Kind.TIMEOUT);
    }

    @Test
    void aTooLargeCommandFailsWithoutBeingSent() {
        ScriptedPeer peer = peer((c, n) -> List.of(ok(c)));
        var here = transactions((from, c) -> never());
        var large = command().with("S", "x".repeat(20_000));

        assertThat(failure(here.send(Outgoing.of(large, peer.address(), LONG))))
                .isEqualTo(TransactionException.Kind.TOO_LARGE);
        assertThat(peer.received()).isEmpty();
    }

    @Test
    void closingFailsWhatWaitsAndWhatComesLater() {
        ScriptedPeer peer = peer((c, n) -> List.of());
        var here = transactions((from, c) -> never());

        CompletionStage<MgcpResponse> waiting = here.send(outgoing(peer, LONG));
        here.close();

        assertThat(failure(waiting)).isEqualTo(TransactionException.Kind.CLOSED);
        assertThat(failure(here.send(outgoing(peer, LONG)))).isEqualTo(TransactionException.Kind.CLOSED);
    }

    @Test
    void answersOfStrangersAreIgnored() throws Exception {
        ScriptedPeer peer = peer((c, n) -> n == 0 ? List.of(MgcpResponse.of(200, other(c), "OK")) : List.of(ok(c)));
        var here = transactions((from, c) -> never());

        get(here.send(outgoing(peer, LONG)));

        assertThat(peer.commands()).hasSize(2);
    }

    @Test
    void aRepeatedCommandIsCarriedOutOnceAndAnsweredTheSame() {
        var carriedOut = new AtomicInteger();
        var here = transactions(
                (from, c) -> CompletableFuture.completedFuture(ok(c).with("I", carriedOut.incrementAndGet())));
        ScriptedPeer peer = peer((c, n) -> List.of());

        for (int i = 0; i < 3; i++) {
            peer.send(here.localAddress(), "NTFY 77 leg/1@here MGCP 1.0\nX: 1\n");
        }

        await().until(() -> peer.responses().size() == 3);
        assertThat(carriedOut).hasValue(1);
        assertThat(peer.responses())
                .extracting(r -> r.parameters().connectionId().orElse(""))
                .containsOnly("1");
        assertThat(here.counters().duplicates()).isEqualTo(2);
    }

    @Test
    void aRepeatWhileTheFirstIsBeingCarriedOutIsMetBySilence() {
        var running = new CompletableFuture<MgcpResponse>();
        var calls = new AtomicInteger();
        var here = transactions((from, c) -> {
            calls.incrementAndGet();
            return running;
        });
        ScriptedPeer peer = peer((c, n) -> List.of());

        peer.send(here.localAddress(), "NTFY 78 leg/1@here MGCP 1.0\n");
        peer.send(here.localAddress(), "NTFY 78 leg/1@here MGCP 1.0\n");
        await().until(() -> here.counters().duplicates() == 1);
        running.complete(MgcpResponse.of(200, 78, "OK"));

        await().until(() -> peer.responses().size() == 1);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aCommandThatFailedIsTriedAnewWhenRepeated() {
        var calls = new AtomicInteger();
        var here = transactions((from, c) -> calls.incrementAndGet() == 1
                ? CompletableFuture.failedFuture(new IllegalStateException("not now"))
                : CompletableFuture.completedFuture(ok(c)));
        ScriptedPeer peer = peer((c, n) -> List.of());

        peer.send(here.localAddress(), "NTFY 79 leg/1@here MGCP 1.0\n");
        await().until(() -> calls.get() == 1);
        await().untilAsserted(() -> {
            peer.send(here.localAddress(), "NTFY 79 leg/1@here MGCP 1.0\n");
            assertThat(peer.responses()).isNotEmpty();
        });
    }

    @Test
    void faultsInCommandsAreAnsweredWithTheirCode() {
        var here = transactions((from, c) -> {
            throw new MgcpSyntaxException(522, "no such event");
        });
        ScriptedPeer peer = peer((c, n) -> List.of());

        peer.send(here.localAddress(), "XXXX 5 leg/1@here MGCP 1.0\n");
        peer.send(here.localAddress(), "complete garbage");
        peer.send(here.localAddress(), "NTFY 6 leg/1@here MGCP 1.0\nO: x/y/z\n");

        await().until(() -> peer.responses().size() == 2);
        assertThat(peer.responses()).extracting(MgcpResponse::code).containsExactly(504, 522);
        assertThat(here.counters().malformed()).isEqualTo(2);
    }

    @Test
    void piggybackedMessagesAreTreatedOneByOne() throws Exception {
        var notified = new AtomicInteger();
        var here = transactions((from, c) -> {
            notified.incrementAndGet();
            return CompletableFuture.completedFuture(ok(c));
        });
        ScriptedPeer peer = peer((c, n) -> List.of());

        CompletionStage<MgcpResponse> waiting = here.send(outgoing(peer, LONG));
        await().until(() -> !peer.commands().isEmpty());
        int transaction = peer.commands().get(0).transaction();
        peer.send(here.localAddress(), "200 " + transaction + " OK\r\n.\r\nNTFY 9 leg/1@here MGCP 1.0\r\nX: 1\r\n");

        assertThat(get(waiting).code()).isEqualTo(200);
        await().until(() -> notified.get() == 1);
    }

    private static int other(MgcpCommand command) {
        return command.transaction() == 1 ? 2 : command.transaction() - 1;
    }

    private static MgcpResponse ok(MgcpCommand command) {
        return MgcpResponse.of(200, command.transaction(), "OK");
    }

    private static MgcpCommand command() {
        return MgcpCommand.of(MgcpVerb.CRCX, 1, LEG).with("C", "A1");
    }

    private static Outgoing outgoing(ScriptedPeer peer, Duration deadline) {
        return Outgoing.of(command(), peer.address(), deadline);
    }

    private static CompletionStage<MgcpResponse> never() {
        return new CompletableFuture<>();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static TransactionException.Kind failure(CompletionStage<?> stage) {
        var failure = catchThrowableOfType(ExecutionException.class, () -> get(stage));
        assertThat(failure).isNotNull();
        if (failure.getCause() instanceof TransactionException cause) {
            return cause.kind();
        }
        throw new AssertionError("another failure", failure);
    }

    private ScriptedPeer peer(BiFunction<MgcpCommand, Integer, List<MgcpMessage>> script) {
        var peer = new ScriptedPeer(script);
        open.add(peer);
        return peer;
    }

    private MgcpTransactions transactions(CommandHandler handler) {
        try {
            var transactions =
                    MgcpTransactions.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), QUICK, handler);
            open.add(transactions);
            return transactions;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
