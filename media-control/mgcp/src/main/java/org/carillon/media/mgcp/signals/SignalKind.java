// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.signals;

import java.util.Optional;

/** What a request asked for; its letter leads the request id, so that any node can read a notification of it. */
public enum SignalKind {
    PLAY('p', "pa"),
    COLLECT('c', "pc"),
    RECORD('r', "pr"),
    /** Adds to the list of a play or a collection; its operation has a number behind it. */
    APPEND('a', "ap"),
    DIGITS('d', ""),
    STOP('s', "");

    private final char letter;
    private final String signal;

    SignalKind(char letter, String signal) {
        this.letter = letter;
        this.signal = signal;
    }

    public char letter() {
        return letter;
    }

    /** The signal of the AU package; empty for requests without one. */
    public String signal() {
        return signal;
    }

    static Optional<SignalKind> of(char letter) {
        for (SignalKind kind : values()) {
            if (kind.letter == letter) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
