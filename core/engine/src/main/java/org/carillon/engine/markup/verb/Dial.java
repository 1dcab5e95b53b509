// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.markup.noun.Noun;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.webhooks.HttpMethod;

/**
 * Calls other parties and connects the first that answers with the caller. See Twilio's page "TwiML Voice: Dial".
 *
 * @param targets whom to call, all at once unless {@code sequential}; empty when the document names nobody who can be
 *     called, which ends the verb at once with {@code DialCallStatus=failed}
 * @param action what is requested when the dialled call ends; empty to go on with the next verb
 * @param timeout how long the targets ring, 1 to 600 s, 30 s unless the document says otherwise
 * @param timeLimit the longest conversation, 14400 s unless the document says otherwise
 * @param hangupOnStar whether the caller ends the dialled call, not his own, with {@code *}
 * @param answerOnBridge whether the caller's own call is answered only when a target answers
 * @param sequential whether the targets are called one after another
 * @param callerId the number that the targets see; empty for the caller's own
 * @param callReason why the call is made, shown by networks that support it; at most 50 characters
 * @param ringTone an ISO 3166 country code whose ring tone the caller hears; empty for the called network's own tone
 * @param refer what happens with a transfer request of a target
 * @param callProgressEvents whether call progress events are asked for ({@code events="call-progress-event"})
 * @param passports a signed statement about the caller's identity
 */
public record Dial(
        List<Noun> targets,
        Optional<String> action,
        HttpMethod method,
        Duration timeout,
        Duration timeLimit,
        boolean hangupOnStar,
        boolean answerOnBridge,
        boolean sequential,
        Optional<String> callerId,
        Optional<String> callReason,
        Optional<String> ringTone,
        Recording recording,
        Refer refer,
        boolean callProgressEvents,
        Optional<String> passports)
        implements Verb {

    /** From when on a dialled call is recorded, and whether each party gets a channel of its own. */
    public enum RecordMode {
        DO_NOT_RECORD,
        RECORD_FROM_ANSWER,
        RECORD_FROM_RINGING,
        RECORD_FROM_ANSWER_DUAL,
        RECORD_FROM_RINGING_DUAL;

        /** Whether anything is recorded at all. */
        public boolean records() {
            return this != DO_NOT_RECORD;
        }

        /** Whether the parties are on two channels. */
        public boolean dual() {
            return this == RECORD_FROM_ANSWER_DUAL || this == RECORD_FROM_RINGING_DUAL;
        }
    }

    /** Whose voice is recorded. */
    public enum Track {
        BOTH,
        INBOUND,
        OUTBOUND
    }

    /** How the conversation is recorded. */
    public record Recording(
            RecordMode mode, Track track, Trim trim, RecordingCallback callback, Optional<String> configurationId) {}

    /**
     * What happens when a target asks for a transfer (SIP REFER).
     *
     * @param url the document that decides; empty to refuse transfers
     */
    public record Refer(Optional<String> url, HttpMethod method) {}

    public Dial {
        targets = List.copyOf(targets);
    }

    @Override
    public String element() {
        return "Dial";
    }
}
