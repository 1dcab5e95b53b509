// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

/**
 * What a collection of digits wants. Times are in frames of 20 ms.
 *
 * @param least fewest digits for success
 * @param most digits that end it
 * @param firstDigit time from the end of the prompt to the first digit
 * @param interDigit time between digits
 * @param endKeys keys that end it; may be empty
 * @param bargeIn whether a key cuts the prompt
 */
public record CollectRules(int least, int most, int firstDigit, int interDigit, String endKeys, boolean bargeIn) {
    /** Most digits of all. */
    public static final int MOST_DIGITS = 250;

    public CollectRules {
        if (least < 0 || most < 1 || most > MOST_DIGITS || least > most) {
            throw new IllegalArgumentException("digits are 1 to " + MOST_DIGITS + ", the least not above the most");
        }
        if (firstDigit < 1 || interDigit < 1) {
            throw new IllegalArgumentException("the timers for digits are above 0");
        }
    }
}
