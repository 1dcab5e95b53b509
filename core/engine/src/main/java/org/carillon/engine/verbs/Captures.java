// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.flow.Notices;
import org.carillon.engine.calls.flow.Requests;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session.Counters;
import org.carillon.engine.calls.session.VerbState.Capture;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;
import org.carillon.engine.webhooks.WebhookTarget;

/** What the verbs Record and Dial have in common when they record: the way into the vault, the record, the callback. */
final class Captures {
    /** So long a document waits for the vault; the recording is stored all the same if it takes longer. */
    static final Duration STORING = Duration.ofSeconds(3);

    /** So long the record of a recording waits for the vault when nobody is on the line any more. */
    static final Duration UPLOADING = Duration.ofMinutes(10);

    private final String publicUrl;

    Captures(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** A new recording of this call. */
    static Capture begin(CallState call) {
        int number = call.session().counters().recordings();
        return new Capture(RecordingSid.derived(call.session().root(), "recording", number), call.now());
    }

    /** One more recording has begun. */
    static CallState counted(CallState call) {
        return call.counting(c -> new Counters(c.children(), c.recordings() + 1, c.calls(), c.notices(), c.recorded()));
    }

    /** The recording runs: those who want to know it are told. */
    CallState running(
            CallState call, Capture capture, Recording.Source source, int channels, RecordingCallback callback) {
        Recording recording = new Recording(
                capture.sid(),
                call.session().account(),
                call.leg(),
                Recording.Status.IN_PROGRESS,
                source,
                channels,
                Duration.ZERO,
                Optional.empty(),
                capture.begun(),
                call.now(),
                call.now());
        return tell(call, recording, callback);
    }

    /** The recording goes to the vault. */
    static CallState keep(CallState call, Capture capture, MediaEvent.Recorded recorded) {
        return call.effect(operation -> new Effect.Keep(
                operation, call.session().account(), capture.sid(), recorded.file(), recorded.sha256()));
    }

    /** The alarm's deadline has come, for the document that runs on this leg. */
    static boolean isDue(Event event, String alarm, CallState call) {
        return event instanceof Event.DeadlineReached due
                && due.name().equals(alarm)
                && due.leg().equals(call.leg());
    }

    /** The vault has answered for this recording. */
    static boolean isKept(Event event, Capture capture) {
        return event instanceof Event.Kept kept && kept.recording().equals(capture.sid());
    }

    /** How long a document waits for the vault. */
    static Duration patience(CallState call) {
        return call.self().hasEnded() ? UPLOADING : STORING;
    }

    /** What the vault said. */
    static Recording.Status stored(Event event) {
        return event instanceof Event.Kept kept && kept.bytes() >= 0
                ? Recording.Status.COMPLETED
                : Recording.Status.FAILED;
    }

    /** How a recording ended. */
    record Result(Recording.Status status, Recording.Source source, int channels, Duration length) {}

    /** The recording is in the vault, or it never will be: its record, and the callback if one is wanted. */
    CallState finish(CallState call, Capture capture, Result result, RecordingCallback callback) {
        int number = call.session().counters().recorded();
        Recording recording = new Recording(
                capture.sid(),
                call.session().account(),
                call.leg(),
                result.status(),
                result.source(),
                result.channels(),
                result.length(),
                Optional.empty(),
                capture.begun(),
                call.now(),
                call.now());
        CallState written = call.counting(
                        c -> new Counters(c.children(), c.recordings(), c.calls(), c.notices(), number + 1))
                .effect(o -> new Effect.Write(
                        o, new OutboxEntry.Recorded(call.session().root(), number, recording)));
        return tell(written, recording, callback);
    }

    private CallState tell(CallState call, Recording recording, RecordingCallback callback) {
        RecordingCallback.Event event = switch (recording.status()) {
            case IN_PROGRESS, PROCESSING -> RecordingCallback.Event.IN_PROGRESS;
            case COMPLETED -> RecordingCallback.Event.COMPLETED;
            case ABSENT, FAILED, DELETED -> RecordingCallback.Event.ABSENT;
        };
        if (callback.url().isEmpty() || !callback.events().contains(event)) {
            return call;
        }
        try {
            String base = call.script().source().url();
            String url = base.isBlank()
                    ? UrlResolver.absolute(callback.url().get())
                    : UrlResolver.resolve(base, callback.url().get());
            WebhookTarget target = new WebhookTarget(url, callback.method());
            Map<String, String> parameters = parameters(recording);
            return call.effect(o -> new Effect.Tell(o, call.leg(), Requests.about(call, o, target, parameters)));
        } catch (InvalidUrlException e) {
            return Notices.error(call, 11100, String.valueOf(e.getMessage()), Notices.Exchange.NONE);
        }
    }

    private Map<String, String> parameters(Recording recording) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("RecordingSid", recording.sid().value());
        p.put("RecordingUrl", url(recording.sid(), recording.account().value()));
        p.put("RecordingStatus", recording.status().text());
        if (recording.status() != Recording.Status.IN_PROGRESS) {
            p.put("RecordingDuration", Long.toString(seconds(recording.length())));
        }
        p.put("RecordingChannels", Integer.toString(recording.channels()));
        p.put(
                "RecordingStartTime",
                java.time.format.DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", java.util.Locale.US)
                        .withZone(java.time.ZoneOffset.UTC)
                        .format(recording.started()));
        p.put("RecordingSource", recording.source().text());
        p.put("RecordingTrack", "both");
        return p;
    }

    /** The address under which the API serves the recording, without extension. */
    String url(RecordingSid sid, String account) {
        return publicUrl + "/2010-04-01/Accounts/" + account + "/Recordings/" + sid;
    }

    /** Twilio's durations of recordings are whole seconds, rounded to the nearest. */
    static long seconds(Duration length) {
        return (length.toMillis() + 500) / 1000;
    }
}
