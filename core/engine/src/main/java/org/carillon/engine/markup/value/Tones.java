// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys to press on a line, with waits between them: {@code w} waits half a second, {@code W} a whole one.
 *
 * @param text at least one character out of {@code 0-9 * # A-D w W}
 */
public record Tones(String text) {

    private static final Duration SHORT_WAIT = Duration.ofMillis(500);
    private static final Duration LONG_WAIT = Duration.ofSeconds(1);

    /** One thing to do on the line. */
    public sealed interface Step {

        /** Press a key. */
        record Press(DialKey key) implements Step {}

        /** Send nothing for a while. */
        record Wait(Duration length) implements Step {}
    }

    /** @throws IllegalArgumentException when the text is empty or has another character */
    public Tones {
        if (!isValid(text)) {
            throw new IllegalArgumentException("keys are 0-9, *, #, A-D, w and W, not: " + text);
        }
    }

    /** Whether a text can be made into tones. */
    public static boolean isValid(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c == 'w' || c == 'W' || isKey((char) c));
    }

    private static boolean isKey(char symbol) {
        return DialKey.of(symbol).isPresent();
    }

    /** What to do, in order. */
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            Optional<DialKey> key = DialKey.of(symbol);
            steps.add(
                    key.isPresent()
                            ? new Step.Press(key.get())
                            : new Step.Wait(symbol == 'w' ? SHORT_WAIT : LONG_WAIT));
        }
        return List.copyOf(steps);
    }
}
