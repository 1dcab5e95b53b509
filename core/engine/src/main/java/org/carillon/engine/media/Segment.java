// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.time.Duration;

/** A prompt made ready for a media server: nothing is left to be synthesised, and tenants' audio has been fetched. */
public sealed interface Segment {
    /**
     * A file that the media server can read (a file: or http: URI).
     *
     * @param length about how long it is heard; zero when that is not known
     */
    record File(String uri, Duration length) implements Segment {
        /** A file of unknown length. */
        public File(String uri) {
            this(uri, Duration.ZERO);
        }
    }

    /** Silence. */
    record Silence(Duration length) implements Segment {}

    /** DTMF tones, see {@link Prompt.Digits}. */
    record Digits(String digits) implements Segment {}

    /** A call progress tone, see {@link Prompt.Tone}. */
    record Tone(Prompt.Tone.Kind kind, String country) implements Segment {}
}
