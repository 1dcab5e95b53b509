// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.media.MediaHandle;

/** How far the running verb is. Every wait is here or in an alarm; nothing waits outside the state. */
public sealed interface VerbState {
    /** No verb has begun. */
    record Idle() implements VerbState {}

    /** The leg is being answered (or its media prepared) before the verb begins. */
    record Preparing(String operation) implements VerbState {}

    /** A wait without anything else. */
    record Waiting() implements VerbState {}

    /** Prompts are being played. */
    record Playing(String operation) implements VerbState {}

    /** Digits are being collected. */
    record Collecting(String operation) implements VerbState {}

    /**
     * The caller is being recorded.
     *
     * @param left whether another document waits for the recording's end: then the action is not asked
     */
    record Recording(String operation, Capture capture, boolean left) implements VerbState {}

    /**
     * The recording has ended and goes to the vault.
     *
     * @param left as above
     */
    record Storing(Capture capture, long milliseconds, String digit, boolean left) implements VerbState {}

    /**
     * A recording under way.
     *
     * @param sid the recording's SID
     * @param begun when it began
     */
    record Capture(RecordingSid sid, Instant begun) implements VerbState {}

    /**
     * Other parties are being dialled, or are connected.
     *
     * @param children the legs that were dialled, in the order of the nouns
     * @param winner the leg that answered first
     * @param ringTone the play that lets the caller hear ringing
     * @param waitingFor the operation that must end before the next stage
     * @param mixer where the two legs meet
     * @param recordOperation the running recording's operation
     * @param result DialCallStatus once it is known
     */
    record Dialling(
            Stage stage,
            List<CallSid> children,
            Optional<CallSid> winner,
            Optional<String> ringTone,
            Optional<String> waitingFor,
            Optional<MediaHandle> mixer,
            Optional<String> recordOperation,
            Optional<Capture> capture,
            Optional<DialResult> result)
            implements VerbState {
        /** Copies the list. */
        public Dialling {
            children = List.copyOf(children);
        }
    }

    /** The stages of a dial. */
    enum Stage {
        /** Nobody has answered. */
        RINGING,
        /** Somebody has answered; media is being connected. */
        CONNECTING,
        /** The parties hear each other. */
        CONNECTED,
        /** Over, but the recording is on its way. */
        FINISHING
    }

    /**
     * How a dial ended.
     *
     * @param status Twilio's DialCallStatus
     * @param recordingMilliseconds the recording's length, 0 without one
     */
    record DialResult(String status, boolean bridged, long recordingMilliseconds) implements VerbState {}
}
