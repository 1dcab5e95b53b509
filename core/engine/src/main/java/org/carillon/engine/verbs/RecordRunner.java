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
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.calls.session.VerbState.Capture;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.markup.verb.RecordVerb;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * Records the caller. The recording is in the vault before the action is asked, so that the tenant can fetch it at once; a
 * vault that takes longer than three seconds does not hold the call up. Nothing said: the document goes on. The caller who
 * hangs up ends the recording, and the action is told.
 */
final class RecordRunner implements VerbRunner<RecordVerb> {
    private static final String LATE = "record-late";

    private final RecordingReports reports;

    RecordRunner(RecordingReports reports) {
        this.reports = reports;
    }

    @Override
    public Class<RecordVerb> handles() {
        return RecordVerb.class;
    }

    @Override
    public Step start(RecordVerb verb, CallState call) {
        Capture capture = Captures.begin(call);
        CallState at = Captures.counted(call);
        CallState recording = at.in(new VerbState.Recording(at.nextOperation(), capture, false))
                .media(o -> new MediaCommand.Record(
                        o,
                        at.media(),
                        capture.sid().value(),
                        verb.playBeep(),
                        verb.maxLength(),
                        verb.timeout(),
                        DialKey.symbols(verb.finishOnKey()),
                        verb.trim() == Trim.TRIM_SILENCE,
                        false))
                .alarm(LATE, verb.maxLength().plus(verb.timeout()).plus(Limits.LAST_RECORDING));
        return Step.stay(
                reports.running(recording, capture, Recording.Source.RECORD_VERB, 1, verb.recordingCallback()));
    }

    @Override
    public Step on(Event event, RecordVerb verb, CallState call) {
        if (call.verbState() instanceof VerbState.Recording recording) {
            return recording(event, recording, verb, call);
        }
        if (call.verbState() instanceof VerbState.Storing storing) {
            return storing(event, storing, verb, call);
        }
        return Step.stay(call);
    }

    private Step recording(Event event, VerbState.Recording state, RecordVerb verb, CallState call) {
        var failure = PromptRunner.failure(event, state.operation());
        if (failure.isPresent()) {
            CallState told = Notices.error(
                    call, PromptRunner.code(failure.get()), failure.get().message(), Notices.Exchange.NONE);
            return absent(state.capture(), verb, told);
        }
        if (Captures.isDue(event, LATE, call)) {
            return absent(state.capture(), verb, call);
        }
        if (!(event instanceof Event.MediaHappened happened)
                || !(happened.media() instanceof MediaEvent.Recorded recorded)
                || !recorded.operation().equals(state.operation())) {
            return Step.stay(call);
        }
        if (Captures.isNothing(recorded)) {
            return absent(state.capture(), verb, call);
        }
        String digit = call.self().hasEnded() ? "hangup" : recorded.digit();
        VerbState next =
                new VerbState.Storing(state.capture(), recorded.length().toMillis(), digit, state.left());
        return Step.stay(Captures.keep(call.in(next), state.capture(), recorded).alarm(LATE, Captures.patience(call)));
    }

    private Step absent(Capture capture, RecordVerb verb, CallState call) {
        var result =
                new RecordingReports.Result(Recording.Status.ABSENT, Recording.Source.RECORD_VERB, 1, Duration.ZERO);
        return Step.next(reports.finish(call.noAlarm(LATE), capture, result, verb.recordingCallback()));
    }

    private Step storing(Event event, VerbState.Storing state, RecordVerb verb, CallState call) {
        if (event instanceof Event.Kept kept && Captures.isKept(event, state.capture())) {
            return done(Optional.of(kept), state, verb, call);
        }
        return Captures.isDue(event, LATE, call) ? done(Optional.empty(), state, verb, call) : Step.stay(call);
    }

    private Step done(Optional<Event.Kept> answer, VerbState.Storing state, RecordVerb verb, CallState call) {
        CallState at = reported(answer, state, verb, call.noAlarm(LATE));
        if (state.left()) {
            return Step.next(at);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(
                "RecordingUrl",
                reports.url(state.capture().sid(), call.session().account().value()));
        parameters.put("RecordingSid", state.capture().sid().value());
        parameters.put(
                "RecordingDuration", Long.toString(RecordingReports.seconds(Duration.ofMillis(state.milliseconds()))));
        parameters.put("Digits", state.digit());
        return Step.transfer(at, new WebhookTarget(verb.action().orElse(""), verb.method()), parameters);
    }

    private CallState reported(Optional<Event.Kept> answer, VerbState.Storing state, RecordVerb verb, CallState call) {
        Recording.Status status = answer.map(RecordingReports::stored).orElse(Recording.Status.PROCESSING);
        var result = new RecordingReports.Result(
                status, Recording.Source.RECORD_VERB, 1, Duration.ofMillis(state.milliseconds()));
        return answer.isPresent()
                ? reports.finish(call, state.capture(), result, verb.recordingCallback())
                : reports.later(call, state.capture(), result, verb.recordingCallback());
    }

    @Override
    public Step onLegEnded(RecordVerb verb, CallState call) {
        if (call.verbState() instanceof VerbState.Storing) {
            return Step.stay(call.alarm(LATE, Captures.UPLOADING));
        }
        return Step.stay(stopped(call).alarm(LATE, Limits.LAST_MEDIA));
    }

    @Override
    public Step interrupt(RecordVerb verb, CallState call) {
        if (call.verbState() instanceof VerbState.Storing s) {
            return Step.stay(call.in(new VerbState.Storing(s.capture(), s.milliseconds(), s.digit(), true)));
        }
        if (call.verbState() instanceof VerbState.Recording r) {
            VerbState left = new VerbState.Recording(r.operation(), r.capture(), true);
            return Step.stay(stopped(call).in(left).alarm(LATE, Limits.MEDIA_STOPS));
        }
        return Step.next(call);
    }

    @Override
    public CallState abandon(RecordVerb verb, CallState call) {
        if (call.verbState() instanceof VerbState.Recording recording) {
            var lost = new RecordingReports.Result(
                    Recording.Status.FAILED, Recording.Source.RECORD_VERB, 1, Duration.ZERO);
            return reports.finish(call, recording.capture(), lost, verb.recordingCallback());
        }
        return call.verbState() instanceof VerbState.Storing storing
                ? reported(Optional.empty(), storing, verb, call)
                : call;
    }

    private static CallState stopped(CallState call) {
        return call.verbState() instanceof VerbState.Recording recording
                ? call.media(o -> new MediaCommand.Stop(o, call.media(), recording.operation()))
                : call;
    }
}
