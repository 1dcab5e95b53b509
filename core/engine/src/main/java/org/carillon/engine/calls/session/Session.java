// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;

/**
 * A session: the root call, all legs it dialled, the documents that run on them. The unit of ownership, of order and of
 * failover.
 *
 * @param root the root call's SID names the session
 * @param steps how many steps have been taken; together with a number it names effects
 * @param legs the root leg first
 * @param pending effects that were not acknowledged when the value was saved
 * @param commands stamps of the last changes by the API (bounded), so that a repeated one acts once
 * @param counters what is numbered in a session
 * @param deposits recordings on their way into the vault whose documents have gone on
 */
public record Session(
        CallSid root,
        AccountSid account,
        Owner owner,
        long steps,
        List<Leg> legs,
        List<Script> scripts,
        List<Alarm> alarms,
        List<Effect> pending,
        List<String> commands,
        Counters counters,
        List<Deposit> deposits) {
    /** A repeated change is recognised among the last that many. */
    public static final int REMEMBERED_COMMANDS = 32;

    /**
     * What is numbered.
     *
     * @param children legs that were dialled
     * @param recordings recordings made
     * @param calls call records written
     * @param notices notifications written
     * @param recorded recording records written
     */
    public record Counters(int children, int recordings, int calls, int notices, int recorded) {
        /** All at zero. */
        public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);
    }

    /** Copies the lists. */
    public Session {
        legs = List.copyOf(legs);
        scripts = List.copyOf(scripts);
        alarms = List.copyOf(alarms);
        pending = List.copyOf(pending);
        commands = List.copyOf(commands);
        deposits = List.copyOf(deposits);
    }

    /** A new session with one leg and nothing done. */
    public static Session open(Leg root, Script script, Owner owner) {
        return new Session(
                root.sid(),
                root.record().account(),
                owner,
                0,
                List.of(root),
                List.of(script),
                List.of(),
                List.of(),
                List.of(),
                Counters.ZERO,
                List.of());
    }

    /** The leg with this SID. */
    public Optional<Leg> find(CallSid leg) {
        for (Leg candidate : legs) {
            if (candidate.sid().equals(leg)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The document that runs on the leg. */
    public Optional<Script> script(CallSid leg) {
        for (Script script : scripts) {
            if (script.leg().equals(leg)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }

    /** The recording on its way into the vault whose document has gone on. */
    public Optional<Deposit> deposit(RecordingSid recording) {
        return deposits.stream()
                .filter(deposit -> deposit.capture().sid().equals(recording))
                .findFirst();
    }

    /** Whether every leg has ended and nothing is waited for: the session can be forgotten. */
    public boolean isOver() {
        return scripts.isEmpty() && deposits.isEmpty() && legs.stream().allMatch(Leg::hasEnded);
    }

    /** The earliest deadline. */
    public Optional<Alarm> nextAlarm() {
        return alarms.stream().min((a, b) -> a.due().compareTo(b.due()));
    }

    Session change(CallSid leg, UnaryOperator<Leg> change) {
        List<Leg> changed = new ArrayList<>(legs.size());
        for (Leg candidate : legs) {
            changed.add(candidate.sid().equals(leg) ? change.apply(candidate) : candidate);
        }
        return withLegs(changed);
    }

    Session adding(Leg leg) {
        List<Leg> more = new ArrayList<>(legs);
        more.add(leg);
        return withLegs(more);
    }

    /** Without the legs that need not be kept. */
    public Session keeping(Predicate<Leg> kept) {
        return withLegs(legs.stream().filter(kept).toList());
    }

    private Session withLegs(List<Leg> changed) {
        return new Session(
                root, account, owner, steps, changed, scripts, alarms, pending, commands, counters, deposits);
    }

    Session with(Script script) {
        List<Script> changed = new ArrayList<>(scripts.size() + 1);
        scripts.stream().filter(s -> !s.leg().equals(script.leg())).forEach(changed::add);
        changed.add(script);
        return new Session(root, account, owner, steps, legs, changed, alarms, pending, commands, counters, deposits);
    }

    Session without(Script script) {
        List<Script> rest =
                scripts.stream().filter(s -> !s.leg().equals(script.leg())).toList();
        return new Session(root, account, owner, steps, legs, rest, alarms, pending, commands, counters, deposits);
    }

    /** With an alarm set. */
    public Session withAlarm(CallSid leg, String name, Instant due) {
        List<Alarm> changed = new ArrayList<>(withoutAlarm(leg, name).alarms);
        changed.add(new Alarm(leg, name, due));
        return new Session(root, account, owner, steps, legs, scripts, changed, pending, commands, counters, deposits);
    }

    Session withoutAlarm(CallSid leg, String name) {
        List<Alarm> rest = alarms.stream()
                .filter(a -> !(a.leg().equals(leg) && a.name().equals(name)))
                .toList();
        return new Session(root, account, owner, steps, legs, scripts, rest, pending, commands, counters, deposits);
    }

    /** With a recording on its way into the vault. */
    public Session with(Deposit deposit) {
        List<Deposit> more = new ArrayList<>(deposits);
        more.add(deposit);
        return withDeposits(more);
    }

    /** Without this recording: the vault has answered. */
    public Session without(Deposit deposit) {
        return withDeposits(
                deposits.stream().filter(other -> !other.equals(deposit)).toList());
    }

    private Session withDeposits(List<Deposit> changed) {
        return new Session(root, account, owner, steps, legs, scripts, alarms, pending, commands, counters, changed);
    }

    Session with(Counters changed) {
        return new Session(root, account, owner, steps, legs, scripts, alarms, pending, commands, changed, deposits);
    }

    /** At the following step. */
    public Session nextStep() {
        return new Session(
                root, account, owner, steps + 1, legs, scripts, alarms, pending, commands, counters, deposits);
    }

    /** With these effects not acknowledged. */
    public Session withPending(List<Effect> effects) {
        return new Session(root, account, owner, steps, legs, scripts, alarms, effects, commands, counters, deposits);
    }

    /** Owned by another node. */
    public Session ownedBy(Owner other) {
        return new Session(root, account, other, steps, legs, scripts, alarms, pending, commands, counters, deposits);
    }

    /** Whether a change was asked for under this id, be it the same or another. */
    public boolean remembers(String commandId) {
        return commands.stream().anyMatch(stamp -> stamp.startsWith(commandId + " "));
    }

    /** Remembers a change by the API. */
    public Session remembering(Event.Commanded command) {
        List<String> more = new ArrayList<>(commands);
        more.add(command.stamp());
        if (more.size() > REMEMBERED_COMMANDS) {
            more.remove(0);
        }
        return new Session(root, account, owner, steps, legs, scripts, alarms, pending, more, counters, deposits);
    }
}
