// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.time.Duration;

/** The bounds of a call. */
public final class Limits {
    /**
     * That many documents may follow one another without anything being played, collected, recorded or dialled. It ends
     * loops of redirects, which would otherwise keep two servers busy for ever.
     */
    public static final int SILENT_DOCUMENTS = 50;

    /** A call lasts no longer (Twilio's default time limit). */
    public static final Duration CALL_LENGTH = Duration.ofHours(4);

    /** A caller rings no longer before its document answers. */
    public static final Duration UNANSWERED = Duration.ofMinutes(15);

    /** Of legs that have ended, a session keeps no more than it needs once it has that many. */
    public static final int LEGS = 64;

    /**
     * The recording of a leg that has ended is told that long after the end at the latest. The media server gives a
     * recording up when its disk is a minute behind.
     */
    public static final Duration LAST_MEDIA = Duration.ofSeconds(90);

    /** While a caller waits for another document, a recording that was stopped has that long to be told. */
    public static final Duration MEDIA_STOPS = Duration.ofSeconds(5);

    /** A recording's end is told that long after its greatest length at the latest. */
    public static final Duration LAST_RECORDING = Duration.ofSeconds(30);

    private Limits() {}
}
