// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.settings.PeerProfile.Feature;
import org.carillon.media.mgcp.signals.RequestIds;

/**
 * Takes an endpoint over from a node that is gone: turns its notifications to this node, then asks for the events that the
 * other node did not pass on. In this order nothing is missed; what comes both ways is seen twice and handed on once.
 */
final class Takeover {
    private final LegCommands legs;
    private final PeerCaller caller;
    private final EndpointRegistry registry;
    private final NotificationHandler notifications;

    Takeover(LegCommands legs, PeerCaller caller, EndpointRegistry registry, NotificationHandler notifications) {
        this.legs = legs;
        this.caller = caller;
        this.registry = registry;
        this.notifications = notifications;
    }

    CompletionStage<MediaResult> take(String operation, MediaHandle handle, long seen, Deadline deadline) {
        return legs.onPeer(handle, peer -> {
            if (!peer.profile().has(Feature.EXTENSIONS)) {
                return Results.failedStage(Kind.OTHER, "a " + peer.profile().name() + " server keeps no events");
            }
            registry.seenUpTo(EndpointRegistry.Key.of(handle), seen);
            MgcpCommand redirect = PeerCaller.command(MgcpVerb.RQNT, MediaPeer.endpointOf(handle.endpoint()))
                    .with(Parameter.REQUEST_ID, "t-" + operation);
            return caller.call(peer, caller.notifyingUs(peer, redirect), deadline)
                    .thenCompose(redirected -> audit(peer, handle, seen, deadline));
        });
    }

    private CompletionStage<MediaResult> audit(MediaPeer peer, MediaHandle handle, long seen, Deadline deadline) {
        MgcpCommand question = PeerCaller.command(MgcpVerb.AUEP, MediaPeer.endpointOf(handle.endpoint()))
                .with("X+ES", seen);
        return caller.call(peer, question, deadline).thenCompose(response -> {
            if (!response.isSuccess()) {
                return CompletableFuture.completedFuture(Results.refused(response));
            }
            callId(response)
                    .ifPresent(callId ->
                            registry.opened(new EndpointRegistry.Known(handle, callId, callId, System.nanoTime())));
            long last = notifications.answered(peer, handle.endpoint(), response);
            boolean more = response.parameters().first("X+MO").isPresent() && last > seen;
            return more ? audit(peer, handle, last, deadline) : CompletableFuture.completedFuture(Results.DONE);
        });
    }

    /** The call id is the operation that opened the endpoint, see {@link RequestIds#callId}. */
    private static Optional<String> callId(MgcpResponse response) {
        return response.parameters().callId();
    }
}
