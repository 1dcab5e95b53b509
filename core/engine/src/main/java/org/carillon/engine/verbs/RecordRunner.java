// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Set while another document waits for the recording: then the action is not asked. */
    private static final String LEFT = "record-left";

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
        CallState recording = at.in(new VerbState.Recording(at.nextOperation(), capture))
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
        if (Captures.isDue(event, LATE, call) || Captures.isDue(event, LEFT, call)) {
            return absent(state.capture(), verb, call);
        }
        if (!(event instanceof Event.MediaHappened happened)
                || !(happened.media() instanceof MediaEvent.Recorded recorded)
                || !recorded.operation().equals(state.operation())) {
            return Step.stay(call);
        }
        if (recorded.length().isZero() || recorded.reason() == MediaEvent.EndReason.FAILED) {
            return absent(state.capture(), verb, call);
        }
        String digit = call.self().hasEnded() ? "hangup" : recorded.digit();
        VerbState next =
                new VerbState.Storing(state.capture(), recorded.length().toMillis(), digit);
        return Step.stay(Captures.keep(call.in(next), state.capture(), recorded).alarm(LATE, Captures.patience(call)));
    }

    private Step absent(Capture capture, RecordVerb verb, CallState call) {
        var result =
                new RecordingReports.Result(Recording.Status.ABSENT, Recording.Source.RECORD_VERB, 1, Duration.ZERO);
        return Step.next(reports.finish(call.noAlarm(LATE).noAlarm(LEFT), capture, result, verb.recordingCallback()));
    }

    private Step storing(Event event, VerbState.Storing state, RecordVerb verb, CallState call) {
        boolean over = Captures.isKept(event, state.capture())
                || Captures.isDue(event, LATE, call)
                || Captures.isDue(event, LEFT, call);
        return over ? done(event, state, verb, call) : Step.stay(call);
    }

    private Step done(Event event, VerbState.Storing state, RecordVerb verb, CallState call) {
        Duration length = Duration.ofMillis(state.milliseconds());
        CallState at = reported(event, state, verb, call.noAlarm(LATE).noAlarm(LEFT));
        if (isLeft(event, call)) {
            return Step.next(at);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(
                "RecordingUrl",
                reports.url(state.capture().sid(), call.session().account().value()));
        parameters.put("RecordingSid", state.capture().sid().value());
        parameters.put("RecordingDuration", Long.toString(RecordingReports.seconds(length)));
        parameters.put("Digits", state.digit());
        return Step.transfer(at, new WebhookTarget(verb.action().orElse(""), verb.method()), parameters);
    }

    private CallState reported(Event event, VerbState.Storing state, RecordVerb verb, CallState call) {
        boolean answered = Captures.isKept(event, state.capture());
        Recording.Status status = answered ? RecordingReports.stored((Event.Kept) event) : Recording.Status.PROCESSING;
        var result = new RecordingReports.Result(
                status, Recording.Source.RECORD_VERB, 1, Duration.ofMillis(state.milliseconds()));
        return answered
                ? reports.finish(call, state.capture(), result, verb.recordingCallback())
                : reports.later(call, state.capture(), result, verb.recordingCallback());
    }

    private static boolean isLeft(Event event, CallState call) {
        return Captures.isDue(event, LEFT, call)
                || call.session().alarms().stream()
                        .anyMatch(alarm ->
                                alarm.leg().equals(call.leg()) && alarm.name().equals(LEFT));
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
        return Step.stay(stopped(call).alarm(LEFT, Limits.LAST_MEDIA.plus(Captures.STORING)));
    }

    private static CallState stopped(CallState call) {
        return call.verbState() instanceof VerbState.Recording recording
                ? call.media(o -> new MediaCommand.Stop(o, call.media(), recording.operation()))
                : call;
    }
}
