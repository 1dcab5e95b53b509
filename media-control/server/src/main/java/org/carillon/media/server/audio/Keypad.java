// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

/** The sixteen keys, their frequencies (ITU-T Q.23) and their event codes (RFC 4733 section 3.2). */
public final class Keypad {
    /** Keys in the order of their event codes. */
    public static final String KEYS = "0123456789*#ABCD";

    static final int[] LOW = {697, 770, 852, 941};
    static final int[] HIGH = {1209, 1336, 1477, 1633};
    private static final String GRID = "123A456B789C*0#D";

    private Keypad() {}

    public static boolean isKey(char key) {
        return KEYS.indexOf(key) >= 0;
    }

    /** Event code 0-15. */
    public static int eventOf(char key) {
        int event = KEYS.indexOf(key);
        if (event < 0) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return event;
    }

    static char at(int row, int column) {
        return GRID.charAt(row * 4 + column);
    }

    /** The tone of a key, both frequencies at the same level. */
    public static Pcm tone(char key, int millis) {
        int cell = GRID.indexOf(key);
        if (cell < 0) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return Tones.sine(millis, LOW[cell / 4], HIGH[cell % 4]);
    }
}
