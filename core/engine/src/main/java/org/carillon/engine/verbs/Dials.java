// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.VerbState.Capture;
import org.carillon.engine.calls.session.VerbState.DialResult;
import org.carillon.engine.calls.session.VerbState.Dialling;
import org.carillon.engine.calls.session.VerbState.Stage;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.records.CallOutcome;
import org.carillon.engine.records.CallStatus;

/** The changes of a dial's state, each under the name of what happened. */
final class Dials {
    private Dials() {}

    static Dialling begun(List<CallSid> children, Optional<String> ringTone) {
        return new Dialling(
                Stage.RINGING,
                children,
                Optional.empty(),
                ringTone,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Dialling won(Dialling s, CallSid winner) {
        return new Dialling(
                Stage.CONNECTING,
                s.children(),
                Optional.of(winner),
                s.ringTone(),
                s.waitingFor(),
                s.mixer(),
                s.recordOperation(),
                s.capture(),
                s.result());
    }

    static Dialling waitingFor(Dialling s, String operation) {
        return new Dialling(
                s.stage(),
                s.children(),
                s.winner(),
                Optional.empty(),
                Optional.of(operation),
                s.mixer(),
                s.recordOperation(),
                s.capture(),
                s.result());
    }

    static Dialling connected(Dialling s, MediaHandle mixer) {
        return new Dialling(
                Stage.CONNECTED,
                s.children(),
                s.winner(),
                s.ringTone(),
                Optional.empty(),
                Optional.of(mixer),
                s.recordOperation(),
                s.capture(),
                s.result());
    }

    static Dialling recording(Dialling s, String operation, Capture capture) {
        return new Dialling(
                s.stage(),
                s.children(),
                s.winner(),
                s.ringTone(),
                s.waitingFor(),
                s.mixer(),
                Optional.of(operation),
                Optional.of(capture),
                s.result());
    }

    static Dialling finishing(Dialling s, DialResult result) {
        return new Dialling(
                Stage.FINISHING,
                s.children(),
                s.winner(),
                Optional.empty(),
                s.waitingFor(),
                s.mixer(),
                s.recordOperation(),
                s.capture(),
                Optional.of(result));
    }

    /** The recording has ended; it is on its way into the vault, and that long. */
    static Dialling recorded(Dialling s, Duration length) {
        DialResult known = new DialResult("", true, length.toMillis());
        return new Dialling(
                s.stage(),
                s.children(),
                s.winner(),
                s.ringTone(),
                s.waitingFor(),
                s.mixer(),
                s.recordOperation(),
                s.capture(),
                Optional.of(known));
    }

    /** The recording's record is written; nothing of it is awaited. */
    static Dialling stored(Dialling s, boolean exists) {
        return new Dialling(
                s.stage(),
                s.children(),
                s.winner(),
                s.ringTone(),
                s.waitingFor(),
                s.mixer(),
                Optional.empty(),
                exists ? s.capture() : Optional.empty(),
                s.result());
    }

    /** What became of a dial whose answering party was gone before anybody heard the other. */
    static CallStatus connectionEnded(Leg winner) {
        boolean unheard = winner.hasEnded() && winner.record().reason().startsWith(CallOutcome.MEDIA);
        return unheard ? CallStatus.FAILED : CallStatus.COMPLETED;
    }

    /** What became of a dial that nobody answered: the best that any of the called parties said. */
    static CallStatus verdict(Dialling state, CallState call) {
        List<CallStatus> statuses = state.children().stream()
                .map(child -> call.session()
                        .find(child)
                        .map(Leg::record)
                        .orElseThrow()
                        .status())
                .toList();
        for (CallStatus candidate : List.of(CallStatus.BUSY, CallStatus.NO_ANSWER, CallStatus.CANCELED)) {
            if (statuses.contains(candidate)) {
                return candidate;
            }
        }
        return CallStatus.FAILED;
    }
}
