// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.calls.session.Alarm;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Leg.Phase;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.MarkupParser;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallOutcome;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;

/** A session's step: from its value and an event to its new value and effects. Pure, and safe for any number of threads. */
public final class CallMachine {
    private final Interpreter interpreter;
    private final Commands commands;
    private final RecordingReports reports;

    /** With the runners of the verbs and a reader of documents. */
    public CallMachine(Runners runners, MarkupParser parser, RecordingReports reports) {
        this.reports = reports;
        Documents documents = new Documents(parser);
        this.interpreter = new Interpreter(runners, documents);
        this.commands = new Commands(interpreter, documents);
    }

    /** Takes a step. */
    public Outcome step(Session session, Event event, Instant now) {
        CallState begun = dueAlarmsGone(event, CallState.at(withoutOldLegs(session), now));
        CallState done = closed(event, ended(session, scripts(event, apply(event, begun))));
        return new Outcome(done.session(), done.effects(), changed(session, done.session()));
    }

    /**
     * The way out when no step can be taken in order: every call of the session ends now, its media is freed.
     *
     * @param event the one that could not be dealt with
     */
    public Outcome abandon(Session session, Event event, Instant now) {
        CallState call = CallState.at(session, now);
        for (Script script : session.scripts()) {
            call = interpreter.abandon(call.of(script.leg())).withoutScript();
        }
        for (Leg leg : session.legs()) {
            call = Legs.release(Legs.end(call.of(leg.sid()), CallOutcome.failed("platform-fault", 500)));
        }
        CallState done = closed(event, call);
        return new Outcome(done.session(), done.effects(), changed(session, done.session()));
    }

    /** A session that dials for hours does not drag all of its ended legs along. */
    private static Session withoutOldLegs(Session session) {
        if (session.legs().size() <= Limits.LEGS) {
            return session;
        }
        Set<CallSid> dialled = new HashSet<>();
        for (Script script : session.scripts()) {
            if (script.state() instanceof VerbState.Dialling dial) {
                dialled.addAll(dial.children());
            }
        }
        return session.keeping(leg -> !leg.hasEnded()
                || leg.sid().equals(session.root())
                || leg.media().isPresent()
                || leg.negotiation().isPresent()
                || session.script(leg.sid()).isPresent()
                || session.deposits().stream().anyMatch(deposit -> deposit.leg().equals(leg.sid()))
                || dialled.contains(leg.sid()));
    }

    /** An endpoint or a mixer that was asked for and that nobody wants any more is freed at once. */
    private static CallState closed(Event event, CallState call) {
        if (!(event instanceof Event.MediaAnswered answered)
                || !(answered.result() instanceof MediaResult.Opened opened)) {
            return call;
        }
        MediaHandle handle = opened.handle();
        boolean wanted = call.session().legs().stream()
                        .anyMatch(leg -> leg.media().filter(handle::equals).isPresent())
                || call.session().scripts().stream()
                        .anyMatch(script -> script.state() instanceof VerbState.Dialling dial
                                && dial.mixer().filter(handle::equals).isPresent());
        boolean freed = call.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Media media
                        && media.command() instanceof MediaCommand.Close close
                        && close.handle().equals(handle));
        return wanted || freed ? call : call.media(o -> new MediaCommand.Close(o, handle));
    }

    private static CallState dueAlarmsGone(Event event, CallState call) {
        return event instanceof Event.DeadlineReached due
                ? call.of(due.leg()).noAlarm(due.name()).of(call.session().root())
                : call;
    }

    private CallState apply(Event event, CallState call) {
        if (event instanceof Event.Opened opened) {
            return opened(Documents.warn(call, opened.warnings()));
        }
        if (event instanceof Event.Commanded commanded) {
            return commands.apply(commanded, call);
        }
        if (event instanceof Event.DeadlineReached due) {
            return deadline(due, call);
        }
        if (event instanceof Event.TellFailed failed) {
            return Notices.error(
                    call.of(failed.leg()),
                    failed.errorCode(),
                    failed.message(),
                    new Notices.Exchange(failed.url(), "", "", ""));
        }
        if (event instanceof Event.Kept kept) {
            return reports.arrived(kept, call);
        }
        return LegEvents.apply(event, call);
    }

    private CallState opened(CallState call) {
        if (call.self().record().direction() != CallDirection.INBOUND) {
            return Legs.dial(call);
        }
        return interpreter.first(
                call.alarm("ring", Limits.UNANSWERED).signal(o -> new SignalCommand.Ring(o, call.leg())));
    }

    private static CallState deadline(Event.DeadlineReached due, CallState call) {
        CallState at = call.of(due.leg());
        if (at.session().find(due.leg()).isEmpty()) {
            return call;
        }
        return switch (due.name()) {
            case "limit" -> Legs.end(at, CallOutcome.completed("time-limit"));
            case "ring" -> at.self().isAnswered() ? at : Legs.end(at, unanswered(at));
            default -> at;
        };
    }

    private static CallOutcome unanswered(CallState call) {
        return call.self().phase() == Phase.OFFERED
                ? new CallOutcome(CallStatus.NO_ANSWER, CallOutcome.Blame.TENANT, "ring-timeout", 480)
                : CallOutcome.ringTimeout();
    }

    /** Every document hears of every event, the legs having been brought up to date before. */
    private CallState scripts(Event event, CallState call) {
        CallState at = call;
        for (CallSid leg : scripted(call.session())) {
            if (at.session().script(leg).isPresent() && !(event instanceof Event.Opened)) {
                at = hear(event, at.of(leg));
            }
        }
        return at;
    }

    private CallState hear(Event event, CallState call) {
        if (call.self().hasEnded()) {
            return call.script().ending()
                    ? interpreter.deliver(event, call)
                    : interpreter.legEnded(call.running(call.script().atEnd()));
        }
        if (call.script().begun()) {
            return interpreter.deliver(event, call);
        }
        return call.self().phase() == Phase.UP ? interpreter.first(call) : call;
    }

    private static List<CallSid> scripted(Session session) {
        return session.scripts().stream().map(Script::leg).toList();
    }

    /** Legs that lost their reason to live end; endpoints of ended ones are freed. */
    private CallState ended(Session before, CallState call) {
        CallState at = call;
        for (Leg leg : at.session().legs()) {
            at = at.of(leg.sid());
            if (at.self().hasEnded()
                    && before.find(leg.sid()).map(l -> !l.hasEnded()).orElse(true)) {
                at = justEnded(at);
            }
            at = Legs.release(at.of(leg.sid()));
        }
        return orphansEnded(at);
    }

    /** A leg that another document or the API has ended in this step: its own document must hear of it, too. */
    private CallState justEnded(CallState call) {
        Optional<Script> script = call.session().script(call.leg());
        return script.isPresent() && !script.get().ending()
                ? interpreter.legEnded(call.running(script.get().atEnd()))
                : call;
    }

    /** A leg without a document and without a document that dialled it is nobody's: it is hung up. */
    private static CallState orphansEnded(CallState call) {
        CallState at = call;
        for (Leg leg : at.session().legs()) {
            boolean own = at.session().script(leg.sid()).isPresent();
            boolean parent = leg.record().parent().flatMap(at.session()::script).isPresent();
            if (!leg.hasEnded() && !own && !parent) {
                at = Legs.release(Legs.end(at.of(leg.sid()), CallOutcome.completed("session-ended")));
            }
        }
        return at;
    }

    private static List<CallRecord> changed(Session before, Session after) {
        List<CallRecord> changed = new ArrayList<>();
        for (Leg leg : after.legs()) {
            Optional<Leg> was = before.find(leg.sid());
            if (after.steps() == 1 || was.isEmpty() || !was.get().record().equals(leg.record())) {
                changed.add(leg.record());
            }
        }
        return changed;
    }

    /** The deadlines that are due, earliest first. */
    public static List<Alarm> due(Session session, Instant now) {
        return session.alarms().stream()
                .filter(alarm -> !alarm.due().isAfter(now))
                .sorted((a, b) -> a.due().compareTo(b.due()))
                .toList();
    }
}
