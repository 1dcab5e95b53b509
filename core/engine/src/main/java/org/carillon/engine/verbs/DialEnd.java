// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.flow.Limits;
import org.carillon.engine.calls.flow.Notices;
import org.carillon.engine.calls.flow.RecordingReports;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbState.Capture;
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

    /** Stands in a result for the status when the action is not asked. */
    private static final String NO_ACTION = "";

    private final RecordingReports reports;

    DialEnd(RecordingReports reports) {
        this.reports = reports;
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
        return over(state, status.text(), bridged, dial, call);
    }

    /** Another document takes over: what is recorded so far is kept, the action is not asked. */
    Step left(Dialling state, Dial dial, CallState call) {
        if (state.stage() == Stage.FINISHING) {
            DialResult result = state.result().orElseThrow();
            DialResult silent = new DialResult(NO_ACTION, result.bridged(), result.recordingMilliseconds());
            return Step.stay(call.in(Dials.finishing(state, silent)));
        }
        return over(state, NO_ACTION, false, dial, call);
    }

    private Step over(Dialling state, String status, boolean bridged, Dial dial, CallState call) {
        Optional<DialResult> recorded = state.result();
        long length = recorded.map(DialResult::recordingMilliseconds).orElse(0L);
        DialResult result = new DialResult(status, bridged, length);
        if (state.recordOperation().isPresent()) {
            CallState stopping = recorded.isPresent()
                    ? call
                    : call.media(o -> new MediaCommand.Stop(
                            o,
                            state.mixer().orElseThrow(),
                            state.recordOperation().get()));
            return Step.stay(stopping.in(Dials.finishing(state, result))
                    .noAlarm(DialMedia.LENGTH_LIMIT)
                    .alarm(LATE, recorded.isPresent() ? Captures.patience(call) : lastMedia(call)));
        }
        Map<String, String> recording = state.capture()
                .map(capture -> parameters(capture, length, call))
                .orElse(Map.of());
        return action(state, result, recording, dial, release(state, dial, call));
    }

    private static Duration lastMedia(CallState call) {
        return call.self().hasEnded() ? Limits.LAST_MEDIA : Limits.MEDIA_STOPS;
    }

    /** The recording ends, or cannot begin, while the parties still talk. */
    Optional<CallState> whileConnected(Event event, Dialling state, Dial dial, CallState call) {
        if (state.recordOperation().isEmpty()) {
            return Optional.empty();
        }
        Capture capture = state.capture().orElseThrow();
        Optional<MediaEvent.Recorded> recorded = recorded(event, state);
        if (recorded.isPresent() && isOnItsWay(state)) {
            return Optional.of(call);
        }
        if (recorded.isPresent() && Captures.isNothing(recorded.get())) {
            CallState written = written(capture, Recording.Status.ABSENT, 0, dial, call);
            return Optional.of(written.in(Dials.stored(state, false)));
        }
        if (recorded.isPresent()) {
            CallState known = call.in(Dials.recorded(state, recorded.get().length()));
            return Optional.of(Captures.keep(known, capture, recorded.get()));
        }
        if (event instanceof Event.Kept kept && Captures.isKept(event, capture)) {
            long length = state.result().map(DialResult::recordingMilliseconds).orElse(0L);
            CallState written = written(capture, RecordingReports.stored(kept), length, dial, call);
            return Optional.of(written.in(Dials.stored(state, true)));
        }
        return PromptRunner.failure(event, state.recordOperation().get()).map(failure -> {
            CallState told = Notices.error(call, PromptRunner.code(failure), failure.message(), Notices.Exchange.NONE);
            return written(capture, Recording.Status.FAILED, 0, dial, told).in(Dials.stored(state, false));
        });
    }

    /** Its end was told before: media servers tell everything at least once. */
    private static boolean isOnItsWay(Dialling state) {
        return state.result().filter(r -> r.recordingMilliseconds() > 0).isPresent();
    }

    private static Optional<MediaEvent.Recorded> recorded(Event event, Dialling state) {
        return event instanceof Event.MediaHappened happened
                        && happened.media() instanceof MediaEvent.Recorded recorded
                        && state.recordOperation()
                                .filter(recorded.operation()::equals)
                                .isPresent()
                ? Optional.of(recorded)
                : Optional.empty();
    }

    /** The recording's way into the vault. */
    Step finishing(Event event, Dialling state, Dial dial, CallState call) {
        DialResult result = state.result().orElseThrow();
        Capture capture = state.capture().orElseThrow();
        Optional<MediaEvent.Recorded> recorded = recorded(event, state);
        if (recorded.isPresent() && isOnItsWay(state)) {
            return Step.stay(call);
        }
        if (recorded.isPresent() && Captures.isNothing(recorded.get())) {
            return recorded(state, dial, call, Recording.Status.ABSENT);
        }
        if (recorded.isPresent()) {
            long length = recorded.get().length().toMillis();
            DialResult known = new DialResult(result.status(), result.bridged(), length);
            CallState kept = Captures.keep(call.in(Dials.finishing(state, known)), capture, recorded.get());
            return Step.stay(kept.alarm(LATE, Captures.patience(call)));
        }
        if (event instanceof Event.Kept kept && Captures.isKept(event, capture)) {
            return recorded(state, dial, call, RecordingReports.stored(kept));
        }
        if (!Captures.isDue(event, LATE, call)) {
            return Step.stay(call);
        }
        // With a length the recording is on its way to the vault; without, the media server never told of its end.
        return recorded(state, dial, call, isOnItsWay(state) ? Recording.Status.PROCESSING : Recording.Status.FAILED);
    }

    /** The session ends through a fault: the meeting is freed, a recording is reported. */
    CallState abandoned(Dialling state, Dial dial, CallState call) {
        CallState freed = state.mixer()
                .map(mixer -> call.media(o -> new MediaCommand.Close(o, mixer)))
                .orElse(call);
        if (state.recordOperation().isEmpty()) {
            return freed;
        }
        long length = state.result().map(DialResult::recordingMilliseconds).orElse(0L);
        Recording.Status status = length > 0 ? Recording.Status.PROCESSING : Recording.Status.FAILED;
        return written(state.capture().orElseThrow(), status, length, dial, freed);
    }

    private Step recorded(Dialling state, Dial dial, CallState call, Recording.Status status) {
        DialResult result = state.result().orElseThrow();
        Capture capture = state.capture().orElseThrow();
        long length = result.recordingMilliseconds();
        CallState written = written(capture, status, length, dial, call);
        return action(state, result, parameters(capture, length, call), dial, release(state, dial, written));
    }

    private CallState written(Capture capture, Recording.Status status, long millis, Dial dial, CallState call) {
        int channels = dial.recording().mode().dual() ? 2 : 1;
        var outcome =
                new RecordingReports.Result(status, Recording.Source.DIAL_VERB, channels, Duration.ofMillis(millis));
        return status == Recording.Status.PROCESSING
                ? reports.later(call, capture, outcome, dial.recording().callback())
                : reports.finish(call, capture, outcome, dial.recording().callback());
    }

    private Map<String, String> parameters(Capture capture, long millis, CallState call) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put(
                "RecordingUrl",
                reports.url(capture.sid(), call.session().account().value()));
        p.put("RecordingSid", capture.sid().value());
        p.put("RecordingDuration", Long.toString(RecordingReports.seconds(Duration.ofMillis(millis))));
        return p;
    }

    private static Step action(
            Dialling state, DialResult result, Map<String, String> recording, Dial dial, CallState call) {
        if (dial.action().isEmpty() || result.status().equals(NO_ACTION)) {
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
        boolean sip = record.to().regionMatches(true, 0, "sip", 0, 3);
        if (record.sipStatus() >= 300 || (sip && record.sipStatus() > 0)) {
            parameters.put("DialSipResponseCode", Integer.toString(record.sipStatus()));
        }
        if (sip && !record.sipCallId().isEmpty()) {
            parameters.put("DialSipCallId", record.sipCallId());
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
