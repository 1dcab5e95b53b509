// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.flow.RecordingReports;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbState.Capture;
import org.carillon.engine.calls.session.VerbState.Dialling;
import org.carillon.engine.markup.noun.Noun;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.value.Tones;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.markup.verb.Dial;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.recordings.Recording;

/** The media of a dial: digits for the called side, the meeting of both parties, what is listened for meanwhile. */
final class DialMedia {
    static final String LENGTH_LIMIT = "dial-limit";

    private static final Duration LONGEST_RECORDING = Duration.ofHours(4);

    private final RecordingReports reports;

    DialMedia(RecordingReports reports) {
        this.reports = reports;
    }

    /**
     * The next move towards a connection, both legs being up.
     *
     * @return empty when the parties cannot be connected
     */
    Optional<Step> connect(Event event, Dialling state, Dial dial, Leg winner, CallState call) {
        if (state.waitingFor().isEmpty()) {
            return Optional.of(begin(state, dial, winner, call));
        }
        String awaited = state.waitingFor().get();
        if (event instanceof Event.MediaAnswered answered
                && answered.operation().equals(awaited)) {
            return answered(answered.result(), state, dial, call);
        }
        boolean played = event instanceof Event.MediaHappened happened
                && happened.media() instanceof MediaEvent.PlayEnded ended
                && ended.operation().equals(awaited);
        return Optional.of(played ? bridge(state, winner, call) : Step.stay(call));
    }

    private static Step begin(Dialling state, Dial dial, Leg winner, CallState call) {
        Optional<Tones> digits = digits(state, dial);
        CallState quiet = state.ringTone()
                .map(ring -> call.media(o -> new MediaCommand.Stop(o, call.media(), ring)))
                .orElse(call);
        if (digits.isEmpty()) {
            return bridge(state, winner, quiet);
        }
        Prompt prompt = new Prompt.Digits(digits.get().text());
        return Step.stay(quiet.in(Dials.waitingFor(state, quiet.nextOperation()))
                .media(o -> new MediaCommand.Play(o, winner.media().orElseThrow(), List.of(prompt), 1)));
    }

    private static Optional<Tones> digits(Dialling state, Dial dial) {
        int index = state.children().indexOf(state.winner().orElseThrow());
        Noun noun = dial.targets().get(index);
        return noun instanceof NumberNoun number ? number.sendDigits() : Optional.empty();
    }

    private static Step bridge(Dialling state, Leg winner, CallState call) {
        return Step.stay(call.in(Dials.waitingFor(state, call.nextOperation()))
                .media(o -> new MediaCommand.Bridge(
                        o,
                        call.session().root().value(),
                        List.of(call.media(), winner.media().orElseThrow()))));
    }

    private Optional<Step> answered(MediaResult result, Dialling state, Dial dial, CallState call) {
        if (result instanceof MediaResult.Failed) {
            return Optional.empty();
        }
        if (!(result instanceof MediaResult.Opened opened)) {
            return Optional.of(Step.stay(call));
        }
        Dialling connected = Dials.connected(state, opened.handle());
        CallState at = call.in(connected).alarm(LENGTH_LIMIT, dial.timeLimit());
        if (dial.hangupOnStar()) {
            at = at.media(o -> new MediaCommand.WatchDigits(o, call.media(), "*"));
        }
        return Optional.of(Step.stay(dial.recording().mode().records() ? record(connected, dial, at) : at));
    }

    private CallState record(Dialling state, Dial dial, CallState call) {
        Capture capture = Captures.begin(call);
        CallState at = Captures.counted(call);
        boolean dual = dial.recording().mode().dual();
        CallState recording = at.in(Dials.recording(state, at.nextOperation(), capture))
                .media(o -> new MediaCommand.Record(
                        o,
                        state.mixer().orElseThrow(),
                        capture.sid().value(),
                        false,
                        LONGEST_RECORDING,
                        Duration.ZERO,
                        "",
                        dial.recording().trim() == Trim.TRIM_SILENCE,
                        dual));
        return reports.running(
                recording,
                capture,
                Recording.Source.DIAL_VERB,
                dual ? 2 : 1,
                dial.recording().callback());
    }

    static boolean limitReached(Event event, CallState call) {
        return event instanceof Event.DeadlineReached due
                && due.name().equals(LENGTH_LIMIT)
                && due.leg().equals(call.leg());
    }

    /** The media server has given the place up where the parties met. */
    static boolean meetingLost(Event event, Dialling state) {
        return event instanceof Event.MediaHappened happened
                && happened.media() instanceof MediaEvent.EndpointLost lost
                && state.mixer()
                        .filter(m -> m.server().equals(lost.source().server())
                                && m.endpoint().equals(lost.source().endpoint()))
                        .isPresent();
    }

    static boolean starPressed(Event event, Dial dial, CallState call) {
        return dial.hangupOnStar()
                && event instanceof Event.MediaHappened happened
                && happened.media() instanceof MediaEvent.DigitHeard heard
                && heard.digit() == '*'
                && call.self().isAt(heard.source());
    }
}
