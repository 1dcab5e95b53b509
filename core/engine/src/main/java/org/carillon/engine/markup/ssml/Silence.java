// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.time.Duration;

/**
 * Nothing is heard, for exactly this long.
 *
 * @param length whole milliseconds, more than 0
 */
public record Silence(Duration length) implements Segment {

    /** @throws IllegalArgumentException when the length is not positive */
    public Silence {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a silence lasts: " + length);
        }
    }
}
