// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.record;

/**
 * What a recording wants. Times are in frames of 20 ms, 0 means none.
 *
 * @param name file name without ending
 * @param longest frames after which it ends
 * @param silenceBefore silence at the start that ends it
 * @param silenceAfter silence after speech that ends it
 * @param endKeys keys that end it; may be empty
 * @param trim whether silence at both ends is left out
 * @param channels 1, or 2 for left and right
 */
public record RecordingRules(
        String name, int longest, int silenceBefore, int silenceAfter, String endKeys, boolean trim, int channels) {
    private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";

    public RecordingRules {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "a recording's name is 1 to 100 of A-Z a-z 0-9 . _ -, not beginning with a dot");
        }
        if (longest < 1 || silenceBefore < 0 || silenceAfter < 0 || channels < 1 || channels > 2) {
            throw new IllegalArgumentException("the times or channels of a recording are out of range");
        }
    }
}
