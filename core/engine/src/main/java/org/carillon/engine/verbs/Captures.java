// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.time.Duration;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session.Counters;
import org.carillon.engine.calls.session.VerbState.Capture;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.media.MediaEvent;

/** What the verbs Record and Dial have in common when they record: the beginning, and the way into the vault. */
final class Captures {
    /** So long a document waits for the vault; a recording that takes longer is reported when it has arrived. */
    static final Duration STORING = Duration.ofSeconds(3);

    /** So long the record of a recording waits for the vault when nobody is on the line any more. */
    static final Duration UPLOADING = Duration.ofMinutes(10);

    private Captures() {}

    /** A new recording of this call. */
    static Capture begin(CallState call) {
        int number = call.session().counters().recordings();
        return new Capture(RecordingSid.derived(call.session().root(), "recording", number), call.now());
    }

    /** One more recording has begun. */
    static CallState counted(CallState call) {
        return call.counting(c -> new Counters(c.children(), c.recordings() + 1, c.calls(), c.notices(), c.recorded()));
    }

    /** Nobody said anything, or what was said is lost. */
    static boolean isNothing(MediaEvent.Recorded recorded) {
        return recorded.length().isZero() || recorded.reason() == MediaEvent.EndReason.FAILED;
    }

    /** The recording goes to the vault. */
    static CallState keep(CallState call, Capture capture, MediaEvent.Recorded recorded) {
        return call.effect(operation -> new Effect.Keep(
                operation, call.session().account(), capture.sid(), recorded.file(), recorded.sha256()));
    }

    /** The alarm's deadline has come, for the document that runs on this leg. */
    static boolean isDue(Event event, String alarm, CallState call) {
        return event instanceof Event.DeadlineReached due
                && due.name().equals(alarm)
                && due.leg().equals(call.leg());
    }

    /** The vault has answered for this recording. */
    static boolean isKept(Event event, Capture capture) {
        return event instanceof Event.Kept kept && kept.recording().equals(capture.sid());
    }

    /** How long a document waits for the vault. */
    static Duration patience(CallState call) {
        return call.self().hasEnded() ? UPLOADING : STORING;
    }
}
