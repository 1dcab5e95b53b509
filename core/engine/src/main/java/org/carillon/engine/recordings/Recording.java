// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;

/**
 * What is known of a recording. Its audio is in the {@link RecordingVault}.
 *
 * @param channels 1, or 2 when each party has its own
 * @param errorCode Twilio's code when it is absent or failed, else empty
 */
public record Recording(
        RecordingSid sid,
        AccountSid account,
        CallSid call,
        Status status,
        Source source,
        int channels,
        Duration length,
        Optional<Integer> errorCode,
        Instant started,
        Instant created,
        Instant updated) {
    /** Twilio's recording statuses that occur here. */
    public enum Status {
        /** Being recorded. */
        IN_PROGRESS("in-progress"),
        /** Recorded, on its way to the vault. */
        PROCESSING("processing"),
        /** Stored. */
        COMPLETED("completed"),
        /** Nothing was recorded. */
        ABSENT("absent"),
        /** Lost. */
        FAILED("failed"),
        /** Removed by the tenant; the metadata stays. */
        DELETED("deleted");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        /** As webhooks and the API write it. */
        public String text() {
            return text;
        }
    }

    /** What made it. */
    public enum Source {
        /** The verb Record. */
        RECORD_VERB("RecordVerb"),
        /** The verb Dial. */
        DIAL_VERB("DialVerb"),
        /** The parameter Record of a call made through the API. */
        OUTBOUND_API("OutboundAPI");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** As webhooks and the API write it. */
        public String text() {
            return text;
        }
    }
}
