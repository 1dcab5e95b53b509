// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

/** Sends a key as a telephone event. */
public interface KeySink {
    /** Sends nothing: keys are played as tones. */
    KeySink NONE = key -> false;

    /** False when it cannot; then the tone has to be played. */
    boolean send(char key);
}
