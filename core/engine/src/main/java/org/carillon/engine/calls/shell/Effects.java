// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MediaServer;
import org.carillon.engine.recordings.RecordingVault;
import org.carillon.engine.records.Outbox;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.FailureCodes;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookSender;
import org.jboss.logging.Logger;

/** Carries effects out through the ports. What comes of them returns to the session as an event. */
final class Effects {
    private static final Logger LOG = Logger.getLogger(Effects.class);
    private static final Duration MEDIA_ANSWER = Duration.ofSeconds(5);

    private static final Duration MEDIA_SILENT = Duration.ofSeconds(10);
    private static final Duration WEBHOOK_SILENT = Duration.ofSeconds(60);
    private static final Duration VAULT_SILENT = Duration.ofMinutes(10);
    private static final Duration OUTBOX_SILENT = Duration.ofSeconds(30);

    /** With the pauses between them, about five minutes. */
    private static final int OUTBOX_TRIES = 15;

    private final MediaServer media;
    private final WebhookSender webhooks;
    private final RecordingVault vault;
    private final Outbox outbox;
    private final Signals signals;
    private final Duration outboxPause;

    Effects(
            MediaServer media,
            WebhookSender webhooks,
            RecordingVault vault,
            Outbox outbox,
            Signals signals,
            Duration outboxPause) {
        this.media = media;
        this.webhooks = webhooks;
        this.vault = vault;
        this.outbox = outbox;
        this.signals = signals;
        this.outboxPause = outboxPause;
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
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "CARENG0003 Effect %s of a call failed", effect.operation());
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletionStage<Void> route(Effect effect, CallSid session, Consumer<Event> events) {
        if (effect instanceof Effect.Signal signal) {
            return signals.perform(signal.command(), events);
        }
        if (effect instanceof Effect.Media command) {
            return Bounded.within(MEDIA_SILENT, () -> media.perform(command.command(), MEDIA_ANSWER))
                    .exceptionally(e -> new MediaResult.Failed(
                            new MediaFailure(MediaFailure.Kind.OTHER, String.valueOf(e.getMessage()))))
                    .thenAccept(result -> events.accept(new Event.MediaAnswered(effect.operation(), result)));
        }
        if (effect instanceof Effect.Dial dial) {
            return signals.dial(dial, session, events);
        }
        if (effect instanceof Effect.Fetch fetch) {
            return ask(fetch.request())
                    .thenAccept(result -> events.accept(new Event.Fetched(
                            fetch.operation(), result, fetch.request().parameters())));
        }
        if (effect instanceof Effect.Tell tell) {
            return ask(tell.request()).thenAccept(result -> told(tell, result, events));
        }
        if (effect instanceof Effect.Keep keep) {
            return keep(keep, events);
        }
        return write(((Effect.Write) effect).entry());
    }

    private CompletionStage<WebhookResult> ask(WebhookRequest request) {
        return Bounded.within(WEBHOOK_SILENT, () -> webhooks.send(request))
                .exceptionally(
                        e -> new WebhookResult.Failed(WebhookResult.Kind.BROKEN, String.valueOf(e.getMessage()), 1));
    }

    private CompletionStage<Void> keep(Effect.Keep keep, Consumer<Event> events) {
        return Bounded.within(
                        VAULT_SILENT, () -> vault.store(keep.account(), keep.recording(), keep.file(), keep.sha256()))
                .exceptionally(e -> {
                    LOG.errorf(e, "CARENG0004 Recording %s could not be stored", keep.recording());
                    return -1L;
                })
                .thenAccept(bytes -> events.accept(new Event.Kept(keep.operation(), keep.recording(), bytes)));
    }

    /** An outbox that is full for a while loses nothing; what it does not take in the end is in the log. */
    private CompletionStage<Void> write(OutboxEntry entry) {
        return Bounded.retried(OUTBOX_TRIES, outboxPause, OUTBOX_SILENT, () -> outbox.append(List.of(entry)))
                .exceptionally(e -> {
                    // A notification quotes what a tenant's server sent and was sent; the log is no place for that.
                    Object lost = entry instanceof OutboxEntry.Notified notified
                            ? notified.notification().sid()
                            : entry;
                    LOG.errorf(e, "CARENG0009 The outbox does not take a record; it is lost: %s", lost);
                    return null;
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
