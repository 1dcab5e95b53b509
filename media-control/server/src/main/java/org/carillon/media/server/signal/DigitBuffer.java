// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import org.carillon.media.server.audio.DtmfDetector;

/** Keys that were typed while nothing collected them; at most 100, later ones are dropped. */
public final class DigitBuffer {
    private static final int MOST = 100;

    private final StringBuilder keys = new StringBuilder();

    void add(char key) {
        if (keys.length() < MOST) {
            keys.append(key);
        }
    }

    public void clear() {
        keys.setLength(0);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The oldest key, taken out; {@link DtmfDetector#NONE} when there is none. */
    char take() {
        if (keys.isEmpty()) {
            return DtmfDetector.NONE;
        }
        char key = keys.charAt(0);
        keys.deleteCharAt(0);
        return key;
    }
}
