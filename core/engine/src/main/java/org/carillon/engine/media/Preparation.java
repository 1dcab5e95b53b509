// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Prompts that are being made ready, piece by piece: a sentence, a file, a silence.
 *
 * @param pieces in the order in which they are to be heard. Each completes by itself, with no, one or several segments, or fails
 *     with {@link PromptException}; the time that each may take is bounded
 * @param abandon tells that nobody waits any more: what has not begun is not made, and fails. Any thread, any number of times
 */
public record Preparation(List<CompletionStage<List<Segment>>> pieces, Runnable abandon) {
    /** Copies the list. */
    public Preparation {
        pieces = List.copyOf(pieces);
    }
}
