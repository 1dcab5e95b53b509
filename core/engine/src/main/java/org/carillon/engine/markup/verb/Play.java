// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.util.Optional;
import org.carillon.engine.markup.value.Tones;

/**
 * Plays an audio file, or presses keys on the line. See Twilio's page "TwiML Voice: Play".
 *
 * @param url the file's address as written, possibly relative; empty only when there are digits
 * @param digits keys to press; when present they come first and then the file, if there is one too
 * @param loop how often the file is played, 0 for until the caller hangs up; keys are pressed once
 */
public record Play(Optional<String> url, Optional<Tones> digits, int loop) implements Prompt {

    /** @throws IllegalArgumentException when there is neither a file nor a key */
    public Play {
        if (url.isEmpty() && digits.isEmpty()) {
            throw new IllegalArgumentException("Play needs a URL or digits");
        }
    }

    @Override
    public String element() {
        return "Play";
    }
}
