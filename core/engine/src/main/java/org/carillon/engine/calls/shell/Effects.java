// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.signalling.CallSignalling;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MediaServer;
import org.carillon.engine.recordings.RecordingVault;
import org.carillon.engine.records.Outbox;
import org.carillon.engine.webhooks.FailureCodes;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookSender;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries effects out through the ports. What comes of them returns to the session as an event. */
final class Effects {
    private static final Logger LOG = Logger.getLogger(Effects.class);
    private static final Duration MEDIA_ANSWER = Duration.ofSeconds(5);

    private final MediaServer media;
    private final WebhookSender webhooks;
    private final RecordingVault vault;
    private final Outbox outbox;
    private final Router router;
    private final AtomicReference<@Nullable CallSignalling> signalling = new AtomicReference<>();

    Effects(MediaServer media, WebhookSender webhooks, RecordingVault vault, Outbox outbox, Router router) {
        this.media = media;
        this.webhooks = webhooks;
        this.vault = vault;
        this.outbox = outbox;
        this.router = router;
    }

    AtomicReference<@Nullable CallSignalling> signalling() {
        return signalling;
    }

    /**
     * Carries one out.
     *
     * @param events where its result goes
     * @return completes when the effect needs no repetition any more; never fails
     */
    CompletionStage<Void> perform(Effect effect, CallSid session, Consumer<Event> events) {
        try {
            return route(effect, session, events).exceptionally(e -> {
                LOG.errorf(e, "CARENG0003 Effect %s of a call failed", effect.operation());
                return null;
            });
        } catch (RuntimeException e) {
            LOG.errorf(e, "CARENG0003 Effect %s of a call failed", effect.operation());
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletionStage<Void> route(Effect effect, CallSid session, Consumer<Event> events) {
        if (effect instanceof Effect.Signal signal) {
            return signal(signal.command(), events);
        }
        if (effect instanceof Effect.Media command) {
            return media.perform(command.command(), MEDIA_ANSWER)
                    .exceptionally(e -> new MediaResult.Failed(
                            new MediaFailure(MediaFailure.Kind.OTHER, String.valueOf(e.getMessage()))))
                    .thenAccept(result -> events.accept(new Event.MediaAnswered(effect.operation(), result)));
        }
        if (effect instanceof Effect.Dial dial) {
            return dial(dial, session, events);
        }
        if (effect instanceof Effect.Fetch fetch) {
            return webhooks.send(fetch.request())
                    .exceptionally(
                            e -> new WebhookResult.Failed(WebhookResult.Kind.BROKEN, String.valueOf(e.getMessage()), 1))
                    .thenAccept(result -> events.accept(new Event.Fetched(fetch.operation(), result)));
        }
        if (effect instanceof Effect.Tell tell) {
            return webhooks.send(tell.request()).thenAccept(result -> told(tell, result, events));
        }
        if (effect instanceof Effect.Keep keep) {
            return vault.store(keep.account(), keep.recording(), keep.file(), keep.sha256())
                    .exceptionally(e -> {
                        LOG.errorf(e, "CARENG0004 Recording %s could not be stored", keep.recording());
                        return -1L;
                    })
                    .thenAccept(bytes -> events.accept(new Event.Kept(keep.operation(), bytes)));
        }
        return outbox.append(List.of(((Effect.Write) effect).entry()));
    }

    private CompletionStage<Void> signal(SignalCommand command, Consumer<Event> events) {
        CallSignalling legs = signalling.get();
        if (legs == null) {
            return CompletableFuture.completedFuture(null);
        }
        return legs.perform(command).exceptionally(e -> {
            LOG.debugf(
                    e, "Leg %s could not %s", command.leg(), command.getClass().getSimpleName());
            if (command instanceof SignalCommand.Invite || command instanceof SignalCommand.Answer) {
                events.accept(new Event.Unroutable(
                        command.leg(), Router.NO_ROUTE, "The call could not be signalled: " + e.getMessage()));
            }
            return null;
        });
    }

    private CompletionStage<Void> dial(Effect.Dial dial, CallSid session, Consumer<Event> events) {
        return router.route(dial.destination()).thenCompose(route -> {
            if (route instanceof Router.Route.None none) {
                events.accept(new Event.Unroutable(dial.leg(), none.errorCode(), none.message()));
                return CompletableFuture.completedFuture(null);
            }
            Router.Route.To to = (Router.Route.To) route;
            Optional<String> nextHop = to.nextHop();
            return signal(
                    new SignalCommand.Invite(
                            dial.operation(),
                            dial.leg(),
                            session,
                            to.uri(),
                            nextHop,
                            dial.from(),
                            dial.headers(),
                            dial.credentials(),
                            dial.sdp()),
                    events);
        });
    }

    private static void told(Effect.Tell tell, WebhookResult result, Consumer<Event> events) {
        String url = tell.request().url();
        if (result instanceof WebhookResult.Failed failed) {
            events.accept(new Event.TellFailed(tell.leg(), url, failed.message(), FailureCodes.of(failed.kind())));
        } else if (result instanceof WebhookResult.Reply reply && reply.status() >= 400) {
            String message = "The callback was answered with the HTTP status " + reply.status() + ".";
            events.accept(new Event.TellFailed(tell.leg(), url, message, FailureCodes.RETRIEVAL_FAILURE));
        }
    }
}
