// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MediaServer;
import org.jboss.logging.Logger;

/**
 * Goes on with a session of a node that is gone, where that node stopped: what it had begun and not seen through is done again under
 * the same operations, deadlines are armed, the media server tells this node what it told the other one in vain. Legs that were not
 * answered yet, and those whose dialogs did not come here, have ended.
 */
final class Resumption {
    private static final Logger LOG = Logger.getLogger(Resumption.class);
    private static final Duration MEDIA_LIMIT = Duration.ofSeconds(5);

    /** Within so long every remote party is asked whether it is still there. */
    private static final Duration PROBES = Duration.ofSeconds(5);

    private final Lanes lanes;
    private final Signals signals;
    private final MediaServer media;

    Resumption(Lanes lanes, Signals signals, MediaServer media) {
        this.lanes = lanes;
        this.signals = signals;
        this.media = media;
    }

    /**
     * Goes on with a session that is this node's since a moment ago.
     *
     * @param reports asked once the session is here: what its legs have reported before
     * @return false when it was here already; then nothing has been asked
     */
    boolean resume(Session session, Supplier<List<Event>> reports) {
        Set<CallSid> lost = session.legs().stream()
                .filter(leg -> !leg.hasEnded() && !(leg.isAnswered() && signals.carries(leg.sid())))
                .map(Leg::sid)
                .collect(Collectors.toSet());
        List<Effect> rest = session.pending().stream()
                .filter(Predicate.<Effect>not(effect -> isOf(effect, lost)).or(Steps::endsOrKeeps))
                .toList();
        Mailbox mailbox = lanes.adopt(session.withPending(rest));
        if (mailbox == null) {
            return false;
        }
        LOG.infof(
                "CARENG0015 Session %s is this node's now, for its own is gone; %d of its legs have ended",
                session.root(), lost.size());
        List<Event> first = new ArrayList<>(reports.get());
        lost.forEach(leg -> first.add(new Event.Signalled(new SignalEvent.Lost(leg, "node-gone"))));
        mailbox.resume(first);
        lost.stream().filter(signals::carries).forEach(leg -> hangUp(leg, session, mailbox));
        session.legs().stream()
                .filter(leg -> leg.isAnswered() && !lost.contains(leg.sid()))
                .forEach(leg -> probe(leg.sid(), session, mailbox));
        List<MediaHandle> places = places(session);
        for (int i = 0; i < places.size(); i++) {
            String operation = session.root() + ".t" + session.owner().epoch() + "." + i;
            redirect(operation, places.get(i), mailbox);
        }
        return true;
    }

    /** Its dialog is here, but that it was answered had not been kept: nobody shall listen to silence. */
    private void hangUp(CallSid leg, Session session, Mailbox mailbox) {
        String operation = session.root() + ".h" + session.owner().epoch();
        signals.perform(new SignalCommand.HangUp(operation, leg), mailbox::post);
    }

    private static boolean isOf(Effect effect, Set<CallSid> legs) {
        if (effect instanceof Effect.Signal signal) {
            return legs.contains(signal.command().leg());
        }
        return effect instanceof Effect.Dial dial && legs.contains(dial.leg());
    }

    /**
     * Asks the remote party whether the call still is: its BYE may have been answered by the node that is gone, which had no time to keep
     * that. Not all at once, for a node may have had thousands of calls.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it goes to the mailbox.
    private void probe(CallSid leg, Session session, Mailbox mailbox) {
        String operation = session.root() + ".p" + session.owner().epoch();
        long after = Math.floorMod(leg.value().hashCode(), PROBES.toMillis());
        lanes.timers()
                .schedule(
                        () -> signals.perform(new SignalCommand.Probe(operation, leg), mailbox::post),
                        after,
                        TimeUnit.MILLISECONDS);
    }

    /** Where the session has something on media servers. */
    private static List<MediaHandle> places(Session session) {
        List<MediaHandle> places = new ArrayList<>();
        session.legs().forEach(leg -> leg.media().ifPresent(places::add));
        for (Script script : session.scripts()) {
            if (script.state() instanceof VerbState.Dialling dialling) {
                dialling.mixer().ifPresent(places::add);
            }
        }
        return places;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it goes to the mailbox.
    private void redirect(String operation, MediaHandle place, Mailbox mailbox) {
        Bounded.within(MEDIA_LIMIT, () -> media.takeOver(operation, place, 0, MEDIA_LIMIT))
                .exceptionally(e -> new MediaResult.Failed(
                        new MediaFailure(MediaFailure.Kind.OTHER, String.valueOf(e.getMessage()))))
                .thenAccept(result -> {
                    Optional<MediaFailure> failure = result instanceof MediaResult.Failed failed
                            ? Optional.of(failed.failure())
                            : Optional.empty();
                    failure.ifPresent(f -> LOG.warnf(
                            "CARENG0018 The media server's events of %s may not all be known here: %s",
                            place.endpoint(), f.message()));
                    if (failure.filter(f -> f.kind() == MediaFailure.Kind.GONE).isPresent()) {
                        mailbox.post(new Event.MediaHappened(
                                new MediaEvent.EndpointLost(place, 0, operation, "gone with a node")));
                    }
                });
    }
}
