// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.time.Duration;
import org.carillon.engine.ids.AccountSid;

/** Something to be heard. */
public sealed interface Prompt {
    /**
     * Text to be spoken.
     *
     * @param voice the speech engine's voice, chosen by the engine's voice table, for example {@code flite:slt} or
     *     {@code espeak-ng:de}
     * @param ratePercent 100 is the voice's own rate; 20 to 300
     * @param volumeDecibel 0 is the voice's own; -60 to 12
     * @param pitchPercent 0 is the voice's own; -50 to 100
     */
    record Speech(String text, String voice, int ratePercent, int volumeDecibel, int pitchPercent) implements Prompt {}

    /** Audio to be fetched (http, https) under the tenant's address rules, and played. */
    record Audio(AccountSid account, String url) implements Prompt {}

    /** Silence, exact to 20 ms. */
    record Silence(Duration length) implements Prompt {}

    /** DTMF tones: {@code 0-9 * # A-D}; {@code w} waits half a second, {@code W} a second. */
    record Digits(String digits) implements Prompt {}

    /** A call progress tone. */
    record Tone(Kind kind, String country) implements Prompt {
        /** The tones. */
        public enum Kind {
            /** Ring-back; {@code country} is ISO 3166 (Twilio's ringTone), unknown ones sound like "us". */
            RINGBACK,
            /** Busy. */
            BUSY,
            /** 1 kHz, short. */
            BEEP
        }
    }
}
