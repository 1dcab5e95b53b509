// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.Locale;

/** Why a signal ended, as {@code rs=} tells it. */
public enum EndReason {
    /** Everything was played. */
    DONE,
    /** The call agent stopped it or put another in its place. */
    STOPPED,
    /** The leg was deleted. */
    HANGUP,
    /** The longest duration or the most digits were reached. */
    MAX,
    /** An end key. */
    KEY,
    /** A timer for digits ran out. */
    TIMEOUT,
    /** The speaker was silent. */
    SILENCE,
    /** A prompt cannot be had. */
    PROMPT,
    /** The recording cannot be written. */
    DISK;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
