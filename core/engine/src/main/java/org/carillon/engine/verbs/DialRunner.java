// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.flow.Legs;
import org.carillon.engine.calls.flow.Limits;
import org.carillon.engine.calls.flow.Notices;
import org.carillon.engine.calls.flow.RecordingReports;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.calls.session.VerbState.Dialling;
import org.carillon.engine.calls.session.VerbState.Stage;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.noun.Noun;
import org.carillon.engine.markup.verb.Dial;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.notifications.CallError;
import org.carillon.engine.records.CallOutcome;
import org.carillon.engine.records.CallStatus;

/**
 * Calls other parties and connects the first that answers. It goes through four stages: ringing, connecting, connected,
 * finishing (a recording on its way); each looks at the legs as they are now, whatever brought them there, so that a leg
 * ended by its own side, by the API or by a deadline is one and the same case.
 */
final class DialRunner implements VerbRunner<Dial> {
    private static final String RING_LIMIT = "dial";

    private final DialMedia media;
    private final DialEnd end;

    DialRunner(RecordingReports reports) {
        this.end = new DialEnd(reports);
        this.media = new DialMedia(reports);
    }

    @Override
    public Class<Dial> handles() {
        return Dial.class;
    }

    @Override
    public boolean needsAnswer(Dial dial, CallState call) {
        return !dial.answerOnBridge();
    }

    @Override
    public Step start(Dial dial, CallState call) {
        if (dial.targets().isEmpty()) {
            return DialEnd.nobody(dial, call);
        }
        List<CallSid> children = new ArrayList<>();
        CallState at = call;
        for (Noun noun : dial.targets()) {
            DialTargets.Target target = DialTargets.leg(dial, noun, at);
            children.add(target.leg().sid());
            at = Legs.dial(target.call().adding(target.leg()).of(target.leg().sid()))
                    .of(call.leg());
        }
        Optional<String> ringTone = Optional.empty();
        if (at.self().isUp()) {
            ringTone = Optional.of(at.nextOperation());
            var tone =
                    new Prompt.Tone(Prompt.Tone.Kind.RINGBACK, dial.ringTone().orElse("us"));
            at = at.media(o -> new MediaCommand.Play(o, call.media(), List.of(tone), 0));
        }
        Dialling state = Dials.begun(children, ringTone);
        return Step.stay(at.in(state).alarm(RING_LIMIT, dial.timeout()));
    }

    @Override
    public Step on(Event event, Dial dial, CallState call) {
        if (!(call.verbState() instanceof Dialling state)) {
            return Step.stay(call);
        }
        return switch (state.stage()) {
            case RINGING -> ringing(event, state, dial, call);
            case CONNECTING -> connecting(event, state, dial, call);
            case CONNECTED -> connected(event, state, dial, call);
            case FINISHING -> end.finishing(event, state, dial, call);
        };
    }

    private Step ringing(Event event, Dialling state, Dial dial, CallState call) {
        Optional<CallSid> winner = state.children().stream()
                .filter(child -> !isElsewhere(call, child))
                .filter(child -> leg(call, child).isAnswered())
                .findFirst();
        if (winner.isPresent()) {
            CallState alone = endOthers(call, state, winner.get(), "answered-elsewhere");
            Dialling next = Dials.won(state, winner.get());
            return connecting(
                    event, next, dial, Legs.answer(alone.noAlarm(RING_LIMIT).in(next)));
        }
        if (Captures.isDue(event, RING_LIMIT, call)) {
            CallState rung = call;
            for (CallSid child : state.children()) {
                rung = isElsewhere(rung, child)
                        ? rung
                        : Legs.end(rung.of(child), CallOutcome.ringTimeout()).of(call.leg());
            }
            return end.over(state, dial, rung, CallStatus.NO_ANSWER);
        }
        boolean nobodyLeft = state.children().stream()
                .allMatch(child -> isElsewhere(call, child) || leg(call, child).hasEnded());
        return nobodyLeft
                ? end.over(state, dial, call.noAlarm(RING_LIMIT), Dials.verdict(state, call))
                : Step.stay(call);
    }

    private Step connecting(Event event, Dialling state, Dial dial, CallState call) {
        Leg winner = leg(call, state.winner().orElseThrow());
        if (winner.hasEnded() || isElsewhere(call, winner.sid())) {
            return end.over(state, dial, call, Dials.connectionEnded(winner));
        }
        if (!winner.isUp() || !call.self().isUp()) {
            return Step.stay(call);
        }
        return media.connect(event, state, dial, winner, call).orElseGet(() -> notConnected(state, dial, winner, call));
    }

    private Step notConnected(Dialling state, Dial dial, Leg winner, CallState call) {
        CallState told = Notices.error(
                call,
                CallError.MEDIA_FAILED.code(),
                "The media server could not connect the parties of a Dial.",
                Notices.Exchange.NONE);
        CallState alone = Legs.end(told.of(winner.sid()), CallOutcome.completed("not-connected"))
                .of(call.leg());
        return end.over(state, dial, alone, CallStatus.FAILED);
    }

    private Step connected(Event event, Dialling state, Dial dial, CallState call) {
        CallSid winner = state.winner().orElseThrow();
        if (leg(call, winner).hasEnded() || isElsewhere(call, winner)) {
            return end.over(state, dial, call, CallStatus.COMPLETED);
        }
        Optional<CallState> recording = end.whileConnected(event, state, dial, call);
        if (recording.isPresent()) {
            return Step.stay(recording.get());
        }
        boolean cut = DialMedia.limitReached(event, call)
                || DialMedia.starPressed(event, dial, call)
                || DialMedia.meetingLost(event, state);
        if (cut) {
            CallState alone = Legs.end(call.of(winner), CallOutcome.completed("ended-by-dial"))
                    .of(call.leg());
            return end.over(state, dial, alone, CallStatus.COMPLETED);
        }
        return Step.stay(call);
    }

    @Override
    public Step onLegEnded(Dial dial, CallState call) {
        if (!(call.verbState() instanceof Dialling state)) {
            return Step.next(call);
        }
        if (state.stage() == Stage.FINISHING) {
            boolean recorded =
                    state.result().filter(r -> r.recordingMilliseconds() > 0).isPresent();
            return Step.stay(call.alarm(DialEnd.LATE, recorded ? Captures.UPLOADING : Limits.LAST_MEDIA));
        }
        CallState alone = endAll(call, state);
        CallStatus status = state.stage() == Stage.RINGING ? CallStatus.CANCELED : CallStatus.COMPLETED;
        return end.over(state, dial, alone, status);
    }

    @Override
    public Step interrupt(Dial dial, CallState call) {
        return call.verbState() instanceof Dialling state
                ? end.left(state, dial, endAll(call, state).noAlarm(RING_LIMIT))
                : Step.next(call);
    }

    @Override
    public CallState abandon(Dial dial, CallState call) {
        return call.verbState() instanceof Dialling state ? end.abandoned(state, dial, call) : call;
    }

    private static CallState endAll(CallState call, Dialling state) {
        CallState at = call;
        for (CallSid child : state.children()) {
            if (!isElsewhere(at, child)) {
                CallOutcome outcome = leg(at, child).isAnswered()
                        ? CallOutcome.completed("caller-left")
                        : CallOutcome.canceled("caller-left");
                at = Legs.end(at.of(child), outcome).of(call.leg());
            }
        }
        return at;
    }

    private static CallState endOthers(CallState call, Dialling state, CallSid winner, String reason) {
        CallState at = call;
        for (CallSid child : state.children()) {
            if (!child.equals(winner) && !isElsewhere(at, child)) {
                at = Legs.end(at.of(child), CallOutcome.canceled(reason)).of(call.leg());
            }
        }
        return at;
    }

    /** The API has given the called party a document of its own: it has left this dial. */
    private static boolean isElsewhere(CallState call, CallSid child) {
        return call.session().script(child).isPresent();
    }

    private static Leg leg(CallState call, CallSid sid) {
        return call.session().find(sid).orElseThrow();
    }
}
