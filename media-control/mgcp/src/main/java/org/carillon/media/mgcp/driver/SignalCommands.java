// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
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
import org.carillon.media.mgcp.prompts.PromptFeed;
import org.carillon.media.mgcp.prompts.PromptReceiver;
import org.carillon.media.mgcp.settings.PeerProfile;
import org.carillon.media.mgcp.settings.PeerProfile.Feature;
import org.carillon.media.mgcp.signals.EventReader;
import org.carillon.media.mgcp.signals.RequestIds;
import org.carillon.media.mgcp.signals.SegmentList;
import org.carillon.media.mgcp.signals.SignalBuilder;
import org.carillon.media.mgcp.signals.SignalKind;

/**
 * Plays, collects, records, stops, watches digits. A play or a collection is fed while its prompts are made ready; one that is
 * stopped before anything was sent is never sent, and its event comes from here.
 */
final class SignalCommands {
    private static final Logger LOG = System.getLogger(SignalCommands.class.getName());

    /** So long a server that takes no prompts later waits for all of them. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LegCommands legs;
    private final PeerCaller caller;
    private final RequestIds ids;
    private final PromptLibrary prompts;
    private final Consumer<MediaEvent> events;
    private final Pace pace;
    private final Map<String, Fed> fed = new ConcurrentHashMap<>();

    /** A command whose prompts are not all sent. */
    private record Fed(SignalKind kind, PromptFeed feed) {}

    /**
     * When prompts are sent.
     *
     * @param headStart prompts that are ready by then go out in one message
     */
    record Pace(Duration headStart, PromptFeed.Alarm alarm) {}

    SignalCommands(
            LegCommands legs,
            PeerCaller caller,
            RequestIds ids,
            PromptLibrary prompts,
            Consumer<MediaEvent> events,
            Pace pace) {
        this.legs = legs;
        this.caller = caller;
        this.ids = ids;
        this.prompts = prompts;
        this.events = events;
        this.pace = pace;
    }

    CompletionStage<MediaResult> play(MediaCommand.Play play, Deadline deadline) {
        var request = new RequestIds.Request(SignalKind.PLAY, play.operation());
        return fed(play.leg(), request, play.prompts(), deadline, (list, peer) -> SignalBuilder.play(play, list, peer));
    }

    CompletionStage<MediaResult> collect(MediaCommand.Collect collect, Deadline deadline) {
        var request = new RequestIds.Request(SignalKind.COLLECT, collect.operation());
        return fed(
                collect.leg(),
                request,
                collect.prompts(),
                deadline,
                (list, peer) -> SignalBuilder.collect(collect, list, peer));
    }

    CompletionStage<MediaResult> record(MediaCommand.Record record, Deadline deadline) {
        var request = new RequestIds.Request(SignalKind.RECORD, record.operation());
        return onSpeaking(record.target(), peer -> {
            Signal signal = SignalBuilder.record(record, peer.profile());
            return send(peer, record.target(), request, List.of(signal), deadline);
        });
    }

    CompletionStage<MediaResult> stop(MediaCommand.Stop stop, Deadline deadline) {
        Fed early = fed.get(stop.stopped());
        if (early == null) {
            return end(stop, deadline);
        }
        if (early.feed().stop()) {
            events.accept(EventReader.stopped(stop.handle(), new RequestIds.Request(early.kind(), stop.stopped())));
            return CompletableFuture.completedFuture(Results.DONE);
        }
        // Not before the answer to the beginning: that may be lost and repeated, and would begin after the stop.
        return early.feed().begun().thenCompose(begun -> end(stop, deadline));
    }

    /** A play or a collection that has ended, for example by a key, needs no more prompts. */
    void happened(MediaEvent event) {
        if (event instanceof MediaEvent.PlayEnded || event instanceof MediaEvent.Collected) {
            Fed ended = fed.get(event.operation());
            if (ended != null) {
                ended.feed().stop();
            }
        }
    }

    private CompletionStage<MediaResult> end(MediaCommand.Stop stop, Deadline deadline) {
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

    private CompletionStage<MediaResult> fed(
            MediaHandle leg,
            RequestIds.Request request,
            List<Prompt> wanted,
            Deadline deadline,
            BiFunction<SegmentList, PeerProfile, Signal> signal) {
        return onSpeaking(leg, peer -> {
            boolean appends = peer.profile().has(Feature.EXTENSIONS);
            var manner = new PromptFeed.Manner(appends ? pace.headStart() : PATIENCE, appends);
            var target = new Target(peer, leg, request, deadline.remaining());
            var feed = new PromptFeed(prompts.prepare(wanted), new Receiver(target, signal), manner);
            fed.put(request.operation(), new Fed(request.kind(), feed));
            feed.start(pace.alarm());
            return appends ? feed.begun() : begunOrWaiting(feed, target);
        });
    }

    /** What waits for all its prompts counts as begun after a moment; when it then cannot be sent, that is its end. */
    private CompletionStage<MediaResult> begunOrWaiting(PromptFeed feed, Target target) {
        var answer = new CompletableFuture<MediaResult>();
        feed.begun().thenAccept(begun -> {
            if (!answer.complete(begun) && begun instanceof MediaResult.Failed failed) {
                events.accept(EventReader.failed(target.leg(), target.request(), failed.failure()));
            }
        });
        return answer.completeOnTimeout(Results.DONE, pace.headStart().toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Where a command goes.
     *
     * @param answer how long each answer may take
     */
    private record Target(MediaPeer peer, MediaHandle leg, RequestIds.Request request, Duration answer) {}

    /** Carries out what a feed wishes. */
    private final class Receiver implements PromptReceiver {
        private final Target target;
        private final BiFunction<SegmentList, PeerProfile, Signal> signal;
        private int appended;
        private boolean leftOut;

        Receiver(Target target, BiFunction<SegmentList, PeerProfile, Signal> signal) {
            this.target = target;
            this.signal = signal;
        }

        @Override
        public CompletionStage<MediaResult> begin(List<Segment> segments, boolean open) {
            if (leftOut && segments.isEmpty() && !open && target.request().kind() == SignalKind.PLAY) {
                events.accept(EventReader.nothingHeard(target.leg(), 0, target.request()));
                return CompletableFuture.completedFuture(Results.DONE);
            }
            return attempted(() -> send(
                    target.peer(),
                    target.leg(),
                    target.request(),
                    List.of(signal.apply(
                            new SegmentList(segments, open), target.peer().profile())),
                    Deadline.in(target.answer())));
        }

        @Override
        public CompletionStage<MediaResult> append(List<Segment> segments, boolean open) {
            return attempted(() -> add(new SegmentList(segments, open)));
        }

        private CompletionStage<MediaResult> add(SegmentList list) {
            PeerProfile profile = target.peer().profile();
            RequestIds.Request to = target.request();
            String added = ids.requestId(profile, SignalKind.APPEND, to.operation() + "." + ++appended);
            String id = ids.requestId(profile, to.kind(), to.operation());
            // Without a word on whom to notify: that may be another node meanwhile.
            MgcpCommand command = PeerCaller.command(
                            MgcpVerb.RQNT, MediaPeer.endpointOf(target.leg().endpoint()))
                    .with(Parameter.REQUEST_ID, added)
                    .with(Parameter.SIGNALS, Signal.format(List.of(SignalBuilder.append(id, list, profile))));
            return caller.call(target.peer(), command, Deadline.in(target.answer()))
                    .thenApply(response -> response.isSuccess() ? Results.DONE : Results.refused(response));
        }

        private static CompletionStage<MediaResult> attempted(Supplier<CompletionStage<MediaResult>> work) {
            try {
                return work.get().exceptionally(Results::failed);
            } catch (RuntimeException e) {
                return CompletableFuture.completedFuture(Results.failed(e));
            }
        }

        @Override
        public int fitting(List<Segment> segments) {
            return SignalBuilder.fitting(segments);
        }

        @Override
        public void leftOut(MediaFailure failure) {
            leftOut = true;
            try {
                events.accept(new MediaEvent.PromptFailed(
                        target.leg(), 0, target.request().operation(), failure));
            } catch (RuntimeException e) {
                // The prompts that did not fail must be heard all the same.
                LOG.log(Level.ERROR, "CARMGCP0019: it could not be told that a prompt failed: " + failure, e);
            }
        }

        @Override
        public void over() {
            fed.remove(target.request().operation());
        }
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
                        ? work.apply(peer).exceptionally(Results::failed)
                        : Results.failedStage(
                                Kind.OTHER, "a " + peer.profile().name() + " server plays and records nothing"));
    }

    private static MediaResult goneIsStopped(MediaResult result) {
        boolean gone =
                result instanceof MediaResult.Failed failed && failed.failure().kind() == Kind.GONE;
        return gone ? Results.DONE : result;
    }
}
