// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.WebhookRequest;

/**
 * Something a step wants done outside. Values: kept with the state until acknowledged, and repeated under the same
 * operation by the node that takes a session over.
 */
public sealed interface Effect {
    /** Names the effect: {@code <session>.<step>.<number>}. */
    String operation();

    /** To a leg's signalling. */
    record Signal(SignalCommand command) implements Effect {
        @Override
        public String operation() {
            return command.operation();
        }
    }

    /** To the media server. */
    record Media(MediaCommand command) implements Effect {
        @Override
        public String operation() {
            return command.operation();
        }
    }

    /**
     * Finds the way to a destination and sends the INVITE there.
     *
     * @param destination an E.164 number or a SIP URI
     * @param hops how often the call had been passed on before
     * @param claimed whether a document names the calling number, which must then be one of the account's own
     */
    record Dial(
            String operation,
            AccountSid account,
            CallSid leg,
            String destination,
            PartyAddress from,
            Map<String, String> headers,
            Optional<SipCredentials> credentials,
            String sdp,
            int hops,
            boolean claimed)
            implements Effect {
        /** Copies the headers, keeping their order. */
        public Dial {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /** Asks for a document; the answer comes back as an event. */
    record Fetch(String operation, WebhookRequest request) implements Effect {}

    /** Tells a tenant's server something; the answer does not matter, a failure becomes a notification. */
    record Tell(String operation, CallSid leg, WebhookRequest request) implements Effect {}

    /** Takes a recording into the vault; the result comes back as an event. */
    record Keep(String operation, AccountSid account, RecordingSid recording, String file, String sha256)
            implements Effect {}

    /** Into the outbox. */
    record Write(String operation, OutboxEntry entry) implements Effect {}
}
