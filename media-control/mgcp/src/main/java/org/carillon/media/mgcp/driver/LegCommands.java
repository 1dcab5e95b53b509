// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.media.mgcp.codec.ConnectionMode;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.settings.PeerProfile.Feature;
import org.carillon.media.mgcp.signals.RequestIds;

/** Opens, changes and closes legs. */
final class LegCommands {
    private final MediaPool pool;
    private final PeerCaller caller;
    private final EndpointRegistry registry;
    private final RequestIds ids;
    private final Cleaner cleaner;
    private final NotificationHandler notifications;

    LegCommands(
            MediaPool pool,
            PeerCaller caller,
            EndpointRegistry registry,
            RequestIds ids,
            Cleaner cleaner,
            NotificationHandler notifications) {
        this.pool = pool;
        this.caller = caller;
        this.registry = registry;
        this.ids = ids;
        this.cleaner = cleaner;
        this.notifications = notifications;
    }

    CompletionStage<MediaResult> open(MediaCommand.Open open, Deadline deadline) {
        return attempt(open, deadline, new HashSet<>());
    }

    CompletionStage<MediaResult> modify(MediaCommand.Modify modify, Deadline deadline) {
        return onPeer(modify.leg(), peer -> {
            MgcpCommand command = withCall(modify.leg(), command(MgcpVerb.MDCX, modify.leg()))
                    .with(Parameter.CONNECTION_ID, modify.leg().connection());
            if (!peer.profile().has(Feature.EXTENSIONS)) {
                command = command.with(Parameter.MODE, ConnectionMode.SENDRECV.wire());
            }
            return caller.call(peer, command.withDescription(modify.remoteSdp()), deadline)
                    .thenApply(LegCommands::modified);
        });
    }

    CompletionStage<MediaResult> close(MediaCommand.Close close, Deadline deadline) {
        MediaHandle handle = close.handle();
        return onPeer(handle, peer -> {
            MgcpCommand command = withCall(handle, command(MgcpVerb.DLCX, handle));
            if (!peer.profile().has(Feature.EXTENSIONS) && !handle.connection().isEmpty()) {
                command = command.with(Parameter.CONNECTION_ID, handle.connection());
            }
            String callId = callId(handle);
            registry.closed(EndpointRegistry.Key.of(handle));
            return caller.call(peer, command, deadline).handle((response, failure) -> {
                if (failure != null) {
                    cleaner.condemn(peer, MediaPeer.endpointOf(handle.endpoint()), callId);
                    return Results.failed(failure);
                }
                notifications.answered(peer, handle.endpoint(), response);
                return response.isSuccess() || Results.isGone(response) ? Results.DONE : Results.refused(response);
            });
        });
    }

    /** The peer of a handle, or a failure. */
    CompletionStage<MediaResult> onPeer(MediaHandle handle, Function<MediaPeer, CompletionStage<MediaResult>> work) {
        Optional<MediaPeer> peer = pool.named(handle.server());
        if (peer.isEmpty()) {
            return Results.failedStage(Kind.GONE, "there is no media server " + handle.server() + " any more");
        }
        return work.apply(peer.get());
    }

    private CompletionStage<MediaResult> attempt(MediaCommand.Open open, Deadline deadline, Set<MediaPeer> tried) {
        Optional<MediaPeer> picked = pool.pick(tried);
        if (picked.isEmpty()) {
            return pool.anyAlive()
                    ? Results.failedStage(Kind.NO_CAPACITY, "all media servers are full or draining")
                    : Results.failedStage(Kind.UNAVAILABLE, "no media server answers");
        }
        MediaPeer peer = picked.get();
        tried.add(peer);
        boolean another = pool.pick(tried).isPresent();
        Deadline mine = another ? deadline.half() : deadline;
        return openOn(peer, open, mine).thenCompose(result -> {
            boolean elsewhere = result instanceof MediaResult.Failed failed
                    && (failed.failure().kind() == Kind.UNAVAILABLE
                            || failed.failure().kind() == Kind.NO_CAPACITY);
            return elsewhere && another && !deadline.isOver()
                    ? attempt(open, deadline, tried)
                    : CompletableFuture.completedFuture(result);
        });
    }

    private CompletionStage<MediaResult> openOn(MediaPeer peer, MediaCommand.Open open, Deadline deadline) {
        String callId = ids.callId(peer.profile(), open.operation());
        MgcpCommand command = caller.notifyingUs(peer, creation(peer, open, callId));
        peer.opening().incrementAndGet();
        return caller.call(peer, command, deadline, late -> cleaner.condemnAnswered(peer, late, callId))
                .handle((response, failure) -> {
                    peer.opening().decrementAndGet();
                    if (failure == null) {
                        return opened(peer, open, callId, response);
                    }
                    if (Results.isAmbiguous(failure)) {
                        cleaner.condemnCall(peer, peer.profile().leg(), callId);
                    }
                    return Results.failed(failure);
                });
    }

    private static MgcpCommand creation(MediaPeer peer, MediaCommand.Open open, String callId) {
        // A relay must not send before it knows where to.
        boolean receiveOnly = open.remoteSdp().isEmpty() && !peer.profile().has(Feature.PROMPTS);
        ConnectionMode mode = receiveOnly ? ConnectionMode.RECVONLY : ConnectionMode.SENDRECV;
        MgcpCommand command = PeerCaller.command(
                        MgcpVerb.CRCX, peer.endpoint(peer.profile().leg()))
                .with(Parameter.CALL_ID, callId)
                .with(Parameter.MODE, mode.wire());
        return open.remoteSdp().map(command::withDescription).orElse(command);
    }

    private MediaResult opened(MediaPeer peer, MediaCommand.Open open, String callId, MgcpResponse response) {
        if (!response.isSuccess()) {
            return Results.refused(response);
        }
        Optional<EndpointName> endpoint = response.parameters().specificEndpoint();
        Optional<String> connection = response.parameters().connectionId();
        Optional<String> sdp = response.descriptions().stream().findFirst();
        if (endpoint.isEmpty() || connection.isEmpty() || sdp.isEmpty()) {
            cleaner.condemnAnswered(peer, response, callId);
            return Results.failed(Kind.OTHER, "media server answered without endpoint, connection or description");
        }
        var handle = new MediaHandle(peer.name(), endpoint.get().toString(), connection.get());
        registry.opened(new EndpointRegistry.Known(handle, open.operation(), callId, System.nanoTime()));
        return new MediaResult.Opened(handle, sdp);
    }

    private static MediaResult modified(MgcpResponse response) {
        if (!response.isSuccess()) {
            return Results.refused(response);
        }
        return response.descriptions().stream()
                .findFirst()
                .<MediaResult>map(MediaResult.Modified::new)
                .orElseGet(() -> Results.failed(Kind.OTHER, "media server answered without a description"));
    }

    private static MgcpCommand command(MgcpVerb verb, MediaHandle handle) {
        return PeerCaller.command(verb, MediaPeer.endpointOf(handle.endpoint()));
    }

    private MgcpCommand withCall(MediaHandle handle, MgcpCommand command) {
        String callId = callId(handle);
        return callId.isEmpty() ? command : command.with(Parameter.CALL_ID, callId);
    }

    /** As given to the server; empty after a takeover, when only our own servers can go on. */
    private String callId(MediaHandle handle) {
        return registry.find(EndpointRegistry.Key.of(handle))
                .map(EndpointRegistry.Known::callId)
                .orElse("");
    }
}
