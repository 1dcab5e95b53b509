// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.timeline;

import java.time.Instant;

/**
 * One thing that happened.
 *
 * @param at when, by this computer's clock
 * @param kind what sort of thing
 * @param party who saw it, for example the name of a phone
 * @param arrow which way it went, seen from the party
 * @param call the Call-ID, or a path, that ties events together; may be empty
 * @param text one line for the ladder
 * @param detail everything, for example the whole SIP message; may be empty
 */
public record TimelineEvent(Instant at, Kind kind, String party, Arrow arrow, String call, String text, String detail) {
    /** The sorts of things that happen. */
    public enum Kind {
        /** A SIP message on the wire. */
        SIP,
        /** Something about audio or keys. */
        AUDIO,
        /** An HTTP request or its answer. */
        WEB,
        /** A remark of the test. */
        NOTE
    }

    /** Seen from the party. */
    public enum Arrow {
        /** The party sent it. */
        OUT,
        /** The party received it. */
        IN,
        /** It happened at the party. */
        HERE
    }
}
