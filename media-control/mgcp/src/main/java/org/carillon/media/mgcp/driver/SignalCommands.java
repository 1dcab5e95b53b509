// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.engine.media.Segment;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.codec.Signal;
import org.carillon.media.mgcp.settings.PeerProfile;
import org.carillon.media.mgcp.settings.PeerProfile.Feature;
import org.carillon.media.mgcp.signals.EventReader;
import org.carillon.media.mgcp.signals.RequestIds;
import org.carillon.media.mgcp.signals.SignalBuilder;
import org.carillon.media.mgcp.signals.SignalKind;

/**
 * Plays, collects, records, stops, watches digits. Prompts are made ready first; a command that is stopped in that time is never
 * sent, and its event comes from here.
 */
final class SignalCommands {
    private final LegCommands legs;
    private final PeerCaller caller;
    private final RequestIds ids;
    private final PromptLibrary prompts;
    private final Consumer<MediaEvent> events;
    private final Map<String, SignalKind> preparing = new ConcurrentHashMap<>();

    SignalCommands(
            LegCommands legs, PeerCaller caller, RequestIds ids, PromptLibrary prompts, Consumer<MediaEvent> events) {
        this.legs = legs;
        this.caller = caller;
        this.ids = ids;
        this.prompts = prompts;
        this.events = events;
    }

    CompletionStage<MediaResult> play(MediaCommand.Play play, Deadline deadline) {
        var request = new RequestIds.Request(SignalKind.PLAY, play.operation());
        return withPrompts(
                play.leg(), request, play.prompts(), deadline, (peer, ready) -> SignalBuilder.play(play, ready, peer));
    }

    CompletionStage<MediaResult> collect(MediaCommand.Collect collect, Deadline deadline) {
        var request = new RequestIds.Request(SignalKind.COLLECT, collect.operation());
        return withPrompts(
                collect.leg(),
                request,
                collect.prompts(),
                deadline,
                (peer, ready) -> SignalBuilder.collect(collect, ready, peer));
    }

    CompletionStage<MediaResult> record(MediaCommand.Record record, Deadline deadline) {
        var request = new RequestIds.Request(SignalKind.RECORD, record.operation());
        return onSpeaking(record.target(), peer -> {
            Signal signal = SignalBuilder.record(record, peer.profile());
            return send(peer, record.target(), request, List.of(signal), deadline);
        });
    }

    CompletionStage<MediaResult> stop(MediaCommand.Stop stop, Deadline deadline) {
        SignalKind early = preparing.remove(stop.stopped());
        if (early != null) {
            events.accept(EventReader.stopped(stop.handle(), new RequestIds.Request(early, stop.stopped())));
            return CompletableFuture.completedFuture(Results.DONE);
        }
        return onSpeaking(stop.handle(), peer -> {
            var signals = new ArrayList<Signal>();
            for (SignalKind kind : List.of(SignalKind.PLAY, SignalKind.COLLECT, SignalKind.RECORD)) {
                signals.add(SignalBuilder.end(ids.requestId(peer.profile(), kind, stop.stopped())));
            }
            boolean ours = peer.profile().has(Feature.EXTENSIONS);
            var request = new RequestIds.Request(SignalKind.STOP, stop.operation());
            // Others know no single signal; an empty list stops all that runs on the endpoint.
            return send(peer, stop.handle(), request, ours ? signals : List.of(), deadline)
                    .thenApply(SignalCommands::goneIsStopped);
        });
    }

    CompletionStage<MediaResult> watch(MediaCommand.WatchDigits watch, Deadline deadline) {
        String events = SignalBuilder.watch(watch.digits());
        return onSpeaking(watch.leg(), peer -> {
            MgcpCommand command = request(
                            peer, watch.leg(), new RequestIds.Request(SignalKind.DIGITS, watch.operation()))
                    .with(Parameter.REQUESTED_EVENTS, events);
            return caller.call(peer, command, deadline)
                    .thenApply(response -> response.isSuccess() ? Results.DONE : Results.refused(response));
        });
    }

    @FunctionalInterface
    private interface SignalFactory {
        Signal make(PeerProfile peer, List<Segment> ready);
    }

    private CompletionStage<MediaResult> withPrompts(
            MediaHandle leg,
            RequestIds.Request request,
            List<Prompt> wanted,
            Deadline deadline,
            SignalFactory factory) {
        return onSpeaking(leg, peer -> {
            preparing.put(request.operation(), request.kind());
            return prepared(wanted, deadline)
                    .whenComplete((ready, failure) -> {
                        if (failure != null) {
                            preparing.remove(request.operation());
                        }
                    })
                    .thenCompose(ready -> preparing.remove(request.operation()) == null
                            ? CompletableFuture.completedFuture(Results.DONE)
                            : send(peer, leg, request, List.of(factory.make(peer.profile(), ready)), deadline));
        });
    }

    private CompletionStage<List<Segment>> prepared(List<Prompt> wanted, Deadline deadline) {
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        Duration left = deadline.remaining();
        return prompts.prepare(wanted)
                .toCompletableFuture()
                .copy()
                .orTimeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<MediaResult> send(
            MediaPeer peer, MediaHandle on, RequestIds.Request request, List<Signal> signals, Deadline deadline) {
        MgcpCommand command = request(peer, on, request);
        if (!peer.profile().has(Feature.EXTENSIONS)) {
            command = command.with(Parameter.REQUESTED_EVENTS, "AU/oc(N),AU/of(N)");
        }
        command = command.with(Parameter.SIGNALS, Signal.format(signals));
        return caller.call(peer, command, deadline)
                .thenApply(response -> response.isSuccess() ? Results.DONE : Results.refused(response));
    }

    private MgcpCommand request(MediaPeer peer, MediaHandle on, RequestIds.Request request) {
        MgcpCommand command = PeerCaller.command(MgcpVerb.RQNT, MediaPeer.endpointOf(on.endpoint()))
                .with(Parameter.REQUEST_ID, ids.requestId(peer.profile(), request.kind(), request.operation()));
        return caller.notifyingUs(peer, command);
    }

    private CompletionStage<MediaResult> onSpeaking(
            MediaHandle handle, Function<MediaPeer, CompletionStage<MediaResult>> work) {
        return legs.onPeer(
                handle,
                peer -> peer.profile().has(Feature.PROMPTS)
                        ? work.apply(peer).handle(SignalCommands::settled)
                        : Results.failedStage(
                                Kind.OTHER, "a " + peer.profile().name() + " server plays and records nothing"));
    }

    private static MediaResult settled(MediaResult result, @org.jspecify.annotations.Nullable Throwable failure) {
        if (failure == null) {
            return result;
        }
        if (Results.unwrapped(failure) instanceof TimeoutException) {
            return Results.failed(Kind.UNAVAILABLE, "the prompts were not ready in time");
        }
        return Results.failed(failure);
    }

    private static MediaResult goneIsStopped(MediaResult result) {
        boolean gone =
                result instanceof MediaResult.Failed failed && failed.failure().kind() == Kind.GONE;
        return gone ? Results.DONE : result;
    }
}
