// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.flow.Limits;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbState.DialResult;
import org.carillon.engine.calls.session.VerbState.Dialling;
import org.carillon.engine.calls.session.VerbState.Stage;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.verb.Dial;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.WebhookTarget;

/** The end of a dial: media is taken apart, a recording is waited for, the action is asked. */
final class DialEnd {
    static final String LATE = "dial-late";

    private final Captures captures;

    DialEnd(Captures captures) {
        this.captures = captures;
    }

    /** The document names nobody who could be called. */
    static Step nobody(Dial dial, CallState call) {
        return dial.action()
                .map(url ->
                        Step.transfer(call, new WebhookTarget(url, dial.method()), Map.of("DialCallStatus", "failed")))
                .orElseGet(() -> Step.next(call));
    }

    /** Nobody is connected any more (or ever was). */
    Step over(Dialling state, Dial dial, CallState call, CallStatus status) {
        boolean bridged = state.stage() == Stage.CONNECTED;
        DialResult result = new DialResult(status.text(), bridged, 0);
        if (state.recordOperation().isPresent()) {
            CallState stopping = call.media(o -> new MediaCommand.Stop(
                    o, state.mixer().orElseThrow(), state.recordOperation().get()));
            return Step.stay(stopping.in(Dials.finishing(state, result))
                    .noAlarm(DialMedia.LENGTH_LIMIT)
                    .alarm(LATE, Limits.LAST_MEDIA));
        }
        return action(state, result, Map.of(), dial, release(state, dial, call));
    }

    /** The recording's way into the vault. */
    Step finishing(Event event, Dialling state, Dial dial, CallState call) {
        DialResult result = state.result().orElseThrow();
        if (event instanceof Event.MediaHappened happened
                && happened.media() instanceof MediaEvent.Recorded recorded
                && state.recordOperation().filter(recorded.operation()::equals).isPresent()) {
            long length = recorded.length().toMillis();
            DialResult known = new DialResult(result.status(), result.bridged(), length);
            CallState kept = Captures.keep(
                    call.in(Dials.finishing(state, known)), state.capture().orElseThrow(), recorded);
            return Step.stay(kept.alarm(LATE, Captures.STORING));
        }
        boolean late = event instanceof Event.DeadlineReached due && due.name().equals(LATE);
        if (event instanceof Event.Kept || late) {
            boolean stored = event instanceof Event.Kept kept && kept.bytes() >= 0;
            return recorded(state, dial, call, stored);
        }
        return Step.stay(call);
    }

    private Step recorded(Dialling state, Dial dial, CallState call, boolean stored) {
        DialResult result = state.result().orElseThrow();
        var capture = state.capture().orElseThrow();
        Duration length = Duration.ofMillis(result.recordingMilliseconds());
        var outcome = new Captures.Result(
                stored ? Recording.Status.COMPLETED : Recording.Status.FAILED,
                Recording.Source.DIAL_VERB,
                dial.recording().mode().dual() ? 2 : 1,
                length);
        CallState written =
                captures.finish(call, capture, outcome, dial.recording().callback());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(
                "RecordingUrl",
                captures.url(capture.sid(), call.session().account().value()));
        parameters.put("RecordingSid", capture.sid().value());
        parameters.put("RecordingDuration", Long.toString(Captures.seconds(length)));
        return action(state, result, parameters, dial, release(state, dial, written));
    }

    private static Step action(
            Dialling state, DialResult result, Map<String, String> recording, Dial dial, CallState call) {
        if (dial.action().isEmpty()) {
            return Step.next(call);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("DialCallStatus", result.status());
        CallSid child =
                state.winner().orElse(state.children().get(state.children().size() - 1));
        parameters.put("DialCallSid", child.value());
        CallRecord record = call.session().find(child).orElseThrow().record();
        if (record.answered().isPresent()) {
            parameters.put("DialCallDuration", Long.toString(record.duration().toSeconds()));
        }
        parameters.put("DialBridged", Boolean.toString(result.bridged()));
        if (record.sipStatus() >= 300) {
            parameters.put("DialSipResponseCode", Integer.toString(record.sipStatus()));
        }
        parameters.putAll(recording);
        return Step.transfer(call, new WebhookTarget(dial.action().get(), dial.method()), parameters);
    }

    /** Takes the media of a dial apart; the caller's own endpoint stays. */
    static CallState release(Dialling state, Dial dial, CallState call) {
        CallState at = call.noAlarm(DialMedia.LENGTH_LIMIT).noAlarm(LATE);
        Optional<MediaHandle> media = call.self().media();
        if (state.ringTone().isPresent() && media.isPresent()) {
            at = at.media(
                    o -> new MediaCommand.Stop(o, media.get(), state.ringTone().get()));
        }
        if (state.mixer().isPresent()) {
            at = at.media(o -> new MediaCommand.Close(o, state.mixer().get()));
            if (dial.hangupOnStar() && media.isPresent() && !call.self().hasEnded()) {
                at = at.media(o -> new MediaCommand.WatchDigits(o, media.get(), ""));
            }
        }
        return at;
    }
}
