// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Deposit;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session.Counters;
import org.carillon.engine.calls.session.VerbState.Capture;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * What the world learns of a recording: callbacks on its way (Twilio: "recordingStatusCallback") and its record at the end.
 * A recording is {@code completed} once its audio is in the vault, never before.
 */
public final class RecordingReports {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final String publicUrl;

    /**
     * With the address of the API.
     *
     * @param publicUrl under which tenants reach it, without a slash at the end
     */
    public RecordingReports(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** How a recording ended, or what is known of it so far. */
    public record Result(Recording.Status status, Recording.Source source, int channels, Duration length) {}

    /** What the vault's answer means. */
    public static Recording.Status stored(Event.Kept kept) {
        return kept.bytes() >= 0 ? Recording.Status.COMPLETED : Recording.Status.FAILED;
    }

    /** The recording runs: those who want to know it are told. */
    public CallState running(
            CallState call, Capture capture, Recording.Source source, int channels, RecordingCallback callback) {
        Result result = new Result(Recording.Status.IN_PROGRESS, source, channels, Duration.ZERO);
        return tell(call, recording(call, capture, result), absolute(call, callback));
    }

    /** The recording is in the vault, or it never will be: its record, and the callback if one is wanted. */
    public CallState finish(CallState call, Capture capture, Result result, RecordingCallback callback) {
        int number = call.session().counters().recorded();
        Recording recording = recording(call, capture, result);
        CallState written = call.counting(
                        c -> new Counters(c.children(), c.recordings(), c.calls(), c.notices(), number + 1))
                .effect(o -> new Effect.Write(
                        o, new OutboxEntry.Recorded(call.session().root(), number, recording)));
        return tell(written, recording, absolute(call, callback));
    }

    /** The document goes on while the audio is on its way; record and callback follow when the vault has answered. */
    public CallState later(CallState call, Capture capture, Result result, RecordingCallback callback) {
        Deposit deposit = new Deposit(
                call.leg(),
                capture,
                result.source(),
                result.channels(),
                result.length().toMillis(),
                absolute(call, callback));
        return call.with(call.session().with(deposit));
    }

    /** The vault has answered for a recording that nobody waits for any more. */
    CallState arrived(Event.Kept kept, CallState call) {
        Optional<Deposit> found = call.session().deposit(kept.recording());
        if (found.isEmpty()) {
            return call;
        }
        Deposit deposit = found.get();
        Result result = new Result(
                stored(kept), deposit.source(), deposit.channels(), Duration.ofMillis(deposit.milliseconds()));
        CallState at = call.with(call.session().without(deposit)).of(deposit.leg());
        return finish(at, deposit.capture(), result, deposit.callback()).of(call.leg());
    }

    private static Recording recording(CallState call, Capture capture, Result result) {
        return new Recording(
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
    }

    /** Relative to the document that runs; what is no URL stays as it is and is found out when it is to be asked. */
    private static RecordingCallback absolute(CallState call, RecordingCallback callback) {
        String base = call.session()
                .script(call.leg())
                .map(script -> script.source().url())
                .orElse("");
        if (callback.url().isEmpty() || base.isBlank()) {
            return callback;
        }
        try {
            String url = UrlResolver.resolve(base, callback.url().get());
            return new RecordingCallback(Optional.of(url), callback.method(), callback.events());
        } catch (InvalidUrlException e) {
            return callback;
        }
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
            WebhookTarget target =
                    new WebhookTarget(UrlResolver.absolute(callback.url().get()), callback.method());
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
        p.put("RecordingStartTime", RFC_2822.format(recording.started()));
        p.put("RecordingSource", recording.source().text());
        p.put("RecordingTrack", "both");
        return p;
    }

    /** The address under which the API serves the recording, without extension. */
    public String url(RecordingSid sid, String account) {
        return publicUrl + "/2010-04-01/Accounts/" + account + "/Recordings/" + sid;
    }

    /** Twilio's durations of recordings are whole seconds, rounded to the nearest. */
    public static long seconds(Duration length) {
        return (length.toMillis() + 500) / 1000;
    }
}
