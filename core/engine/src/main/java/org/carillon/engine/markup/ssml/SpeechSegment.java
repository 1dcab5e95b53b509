// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

/**
 * Words spoken in one manner.
 *
 * @param text plain words without markup, single spaces, never blank
 */
public record SpeechSegment(String text, Prosody prosody) implements Segment {

    /** @throws IllegalArgumentException when the text is blank */
    public SpeechSegment {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a speech segment has words");
        }
    }
}
