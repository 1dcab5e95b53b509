// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import org.carillon.media.server.audio.DtmfDetector;

/**
 * One digit for one key press, although a sender may give it both as a telephone event and as a tone. Once a telephone event
 * has come, tones no longer count. Until then a tone counts at once when events were not agreed; when they were, it waits
 * 100 ms for the event that may be on its way.
 */
final class KeyFilter {
    private static final int WAIT_FRAMES = 5;

    private boolean eventsSeen;
    private char pending = DtmfDetector.NONE;
    private int framesLeft;

    /** An event came; answers the key to report. */
    char event(char key) {
        eventsSeen = true;
        pending = DtmfDetector.NONE;
        return key;
    }

    /** A tone was heard; answers the key to report now, or none. */
    char tone(char key, boolean eventsAgreed) {
        if (eventsSeen) {
            return DtmfDetector.NONE;
        }
        if (!eventsAgreed) {
            return key;
        }
        char before = pending;
        pending = key;
        framesLeft = WAIT_FRAMES;
        return before;
    }

    /** 20 ms passed; answers the key that has waited long enough, or none. */
    char tick() {
        if (pending == DtmfDetector.NONE || --framesLeft > 0) {
            return DtmfDetector.NONE;
        }
        char key = pending;
        pending = DtmfDetector.NONE;
        return key;
    }
}
