// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MixMode;
import org.carillon.media.mgcp.codec.ConnectionMode;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.settings.PeerProfile.Feature;
import org.carillon.media.mgcp.signals.RequestIds;

/** Makes mixers and moves legs in and out of them. A bridge of two parties is a mixer too. */
final class MixerCommands {
    private final MediaPool pool;
    private final PeerCaller caller;
    private final EndpointRegistry registry;
    private final RequestIds ids;
    private final Cleaner cleaner;

    MixerCommands(MediaPool pool, PeerCaller caller, EndpointRegistry registry, RequestIds ids, Cleaner cleaner) {
        this.pool = pool;
        this.caller = caller;
        this.registry = registry;
        this.ids = ids;
        this.cleaner = cleaner;
    }

    CompletionStage<MediaResult> bridge(MediaCommand.Bridge bridge, Deadline deadline) {
        List<MediaHandle> legs = bridge.legs();
        if (legs.isEmpty()) {
            return Results.failedStage(Kind.OTHER, "a bridge needs a leg");
        }
        String server = legs.get(0).server();
        if (legs.stream().anyMatch(leg -> !leg.server().equals(server))) {
            return Results.failedStage(Kind.OTHER, "the legs of a bridge are on different media servers");
        }
        Optional<MediaPeer> peer = mixing(server);
        if (peer.isEmpty()) {
            return Results.failedStage(Kind.OTHER, "media server " + server + " has no mixers");
        }
        String callId = ids.callId(peer.get().profile(), bridge.operation());
        return create(peer.get(), bridge, callId, deadline).thenCompose(first -> {
            if (!(first instanceof MediaResult.Opened opened)) {
                return CompletableFuture.completedFuture(first);
            }
            return addAll(peer.get(), opened, legs.subList(1, legs.size()), callId, deadline);
        });
    }

    CompletionStage<MediaResult> join(MediaCommand.Join join, Deadline deadline) {
        if (!join.leg().server().equals(join.mixer().server())) {
            return Results.failedStage(Kind.OTHER, "leg and mixer are on different media servers");
        }
        Optional<MediaPeer> peer = mixing(join.mixer().server());
        if (peer.isEmpty()) {
            return Results.failedStage(
                    Kind.GONE, "no media server " + join.mixer().server() + " with mixers");
        }
        Optional<String> member = registry.connection(join.mixer(), join.leg());
        if (member.isEmpty()) {
            return add(peer.get(), join.mixer(), join.leg(), join.mode(), callId(peer.get(), join), deadline);
        }
        MgcpCommand command = on(MgcpVerb.MDCX, join.mixer())
                .with(Parameter.CALL_ID, callId(peer.get(), join))
                .with(Parameter.CONNECTION_ID, member.get())
                .with(Parameter.MODE, mode(join.mode()).wire());
        return caller.call(peer.get(), command, deadline)
                .thenApply(response -> response.isSuccess() ? Results.DONE : Results.refused(response));
    }

    CompletionStage<MediaResult> leave(MediaCommand.Leave leave, Deadline deadline) {
        Optional<MediaPeer> peer = mixing(leave.mixer().server());
        if (peer.isEmpty()) {
            return CompletableFuture.completedFuture(Results.DONE);
        }
        Optional<String> member = registry.connection(leave.mixer(), leave.leg());
        if (member.isPresent()) {
            return remove(peer.get(), leave, leave.mixer(), member.get(), deadline);
        }
        // Taken over from another node: the leg knows its connections, the first of which is its own.
        MgcpCommand audit = on(MgcpVerb.AUEP, leave.leg());
        return caller.call(peer.get(), audit, deadline).thenCompose(response -> {
            Optional<String> link = response.parameters().connectionIds().stream()
                    .filter(id -> !id.equals(leave.leg().connection()))
                    .findFirst();
            return link.isEmpty()
                    ? CompletableFuture.completedFuture(Results.DONE)
                    : remove(peer.get(), leave, leave.leg(), link.get(), deadline);
        });
    }

    private CompletionStage<MediaResult> create(
            MediaPeer peer, MediaCommand.Bridge bridge, String callId, Deadline deadline) {
        MediaHandle leg = bridge.legs().get(0);
        MgcpCommand command = caller.notifyingUs(
                peer, adding(peer.endpoint(peer.profile().mixer()), leg, MixMode.SPEAK_AND_HEAR, callId));
        return caller.call(peer, command, deadline, late -> cleaner.condemnAnswered(peer, late, callId))
                .handle((response, failure) -> {
                    if (failure == null) {
                        return created(peer, bridge.operation(), leg, callId, response);
                    }
                    if (Results.isAmbiguous(failure)) {
                        cleaner.condemnCall(peer, peer.profile().mixer(), callId);
                    }
                    return Results.failed(failure);
                });
    }

    private MediaResult created(
            MediaPeer peer, String operation, MediaHandle leg, String callId, MgcpResponse response) {
        Optional<EndpointName> endpoint = response.parameters().specificEndpoint();
        Optional<String> connection = response.parameters().connectionId();
        if (!response.isSuccess()) {
            return Results.refused(response);
        }
        if (endpoint.isEmpty() || connection.isEmpty()) {
            cleaner.condemnAnswered(peer, response, callId);
            return Results.failed(Kind.OTHER, "media server answered without endpoint or connection");
        }
        var mixer = new MediaHandle(peer.name(), endpoint.get().toString(), "");
        registry.opened(new EndpointRegistry.Known(mixer, operation, callId, System.nanoTime()));
        registry.joined(mixer, leg, connection.get());
        return new MediaResult.Opened(mixer, Optional.empty());
    }

    private CompletionStage<MediaResult> addAll(
            MediaPeer peer, MediaResult.Opened opened, List<MediaHandle> legs, String callId, Deadline deadline) {
        if (legs.isEmpty()) {
            return CompletableFuture.completedFuture(opened);
        }
        MediaHandle mixer = opened.handle();
        return add(peer, mixer, legs.get(0), MixMode.SPEAK_AND_HEAR, callId, deadline)
                .exceptionally(Results::failed)
                .thenCompose(added -> {
                    if (added instanceof MediaResult.Failed) {
                        registry.closed(EndpointRegistry.Key.of(mixer));
                        cleaner.condemn(peer, MediaPeer.endpointOf(mixer.endpoint()), callId);
                        return CompletableFuture.completedFuture(added);
                    }
                    return addAll(peer, opened, legs.subList(1, legs.size()), callId, deadline);
                });
    }

    private CompletionStage<MediaResult> add(
            MediaPeer peer, MediaHandle mixer, MediaHandle leg, MixMode mode, String callId, Deadline deadline) {
        MgcpCommand command = adding(MediaPeer.endpointOf(mixer.endpoint()), leg, mode, callId);
        return caller.call(peer, command, deadline).thenApply(response -> {
            if (!response.isSuccess()) {
                return Results.refused(response);
            }
            response.parameters().connectionId().ifPresent(id -> registry.joined(mixer, leg, id));
            return Results.DONE;
        });
    }

    private CompletionStage<MediaResult> remove(
            MediaPeer peer, MediaCommand.Leave leave, MediaHandle on, String connection, Deadline deadline) {
        registry.left(leave.mixer(), leave.leg());
        MgcpCommand command = on(MgcpVerb.DLCX, on).with(Parameter.CONNECTION_ID, connection);
        return caller.call(peer, command, deadline)
                .thenApply(response ->
                        response.isSuccess() || Results.isGone(response) ? Results.DONE : Results.refused(response));
    }

    private static MgcpCommand adding(EndpointName mixer, MediaHandle leg, MixMode mode, String callId) {
        return PeerCaller.command(MgcpVerb.CRCX, mixer)
                .with(Parameter.CALL_ID, callId)
                .with(Parameter.MODE, mode(mode).wire())
                .with(Parameter.SECOND_ENDPOINT, leg.endpoint());
    }

    /** The mode of the mixer's side: what the mixer only sends, the leg only hears. */
    private static ConnectionMode mode(MixMode mode) {
        return switch (mode) {
            case SPEAK_AND_HEAR -> ConnectionMode.SENDRECV;
            case HEAR -> ConnectionMode.SENDONLY;
            case SPEAK -> ConnectionMode.RECVONLY;
        };
    }

    private static MgcpCommand on(MgcpVerb verb, MediaHandle handle) {
        return PeerCaller.command(verb, MediaPeer.endpointOf(handle.endpoint()));
    }

    private String callId(MediaPeer peer, MediaCommand.Join join) {
        return registry.find(EndpointRegistry.Key.of(join.mixer()))
                .map(EndpointRegistry.Known::callId)
                .orElseGet(() -> ids.callId(peer.profile(), join.operation()));
    }

    private Optional<MediaPeer> mixing(String server) {
        return pool.named(server).filter(peer -> peer.profile().has(Feature.MIXER));
    }
}
