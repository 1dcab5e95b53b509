// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.NotifiedEntity;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.carillon.media.mgcp.settings.PeerProfile;
import org.carillon.media.mgcp.transaction.MgcpTransactions;
import org.carillon.media.mgcp.transaction.Outgoing;
import org.carillon.media.mgcp.transaction.TransactionException;

/** Sends a command to one server in its dialect, names this node as the one to notify, and notes every sign of life. */
final class PeerCaller {
    private final MgcpTransactions transactions;
    private final NotifiedEntity agent;
    private final String otherAgents;

    PeerCaller(MgcpTransactions transactions, MgcpSettings.Agent agent) {
        this.transactions = transactions;
        this.agent = new NotifiedEntity(
                "carillon", agent.advertise(), transactions.localAddress().getPort());
        this.otherAgents = agent.others().stream()
                .map(other -> NotifiedEntity.parse("carillon@" + other).toString())
                .collect(Collectors.joining(","));
    }

    static MgcpCommand command(MgcpVerb verb, EndpointName endpoint) {
        return MgcpCommand.of(verb, 1, endpoint);
    }

    /** The command with this node, and the ones after it, as the receiver of notifications. */
    MgcpCommand notifyingUs(MediaPeer peer, MgcpCommand command) {
        if (!peer.profile().has(PeerProfile.Feature.PROMPTS)) {
            // A relay has nothing to notify; osmo-mgw refuses a command that names an agent.
            return command;
        }
        MgcpCommand named = command.with(Parameter.NOTIFIED_ENTITY, agent);
        boolean more = !otherAgents.isEmpty() && peer.profile().has(PeerProfile.Feature.EXTENSIONS);
        return more ? named.with("X+NE", otherAgents) : named;
    }

    CompletionStage<MgcpResponse> call(MediaPeer peer, MgcpCommand command, Deadline deadline) {
        return call(peer, command, deadline, unexpected -> {});
    }

    /** @param unexpected see {@link Outgoing#unexpected()} */
    CompletionStage<MgcpResponse> call(
            MediaPeer peer, MgcpCommand command, Deadline deadline, Consumer<MgcpResponse> unexpected) {
        if (deadline.isOver()) {
            return CompletableFuture.failedFuture(
                    new TransactionException(TransactionException.Kind.BUSY, "no time was left to send the command"));
        }
        var outgoing =
                new Outgoing(command, peer.address(), peer.profile().dialect(), deadline.remaining(), unexpected);
        return transactions.send(outgoing).thenApply(response -> {
            peer.answeredNow();
            return response;
        });
    }
}
