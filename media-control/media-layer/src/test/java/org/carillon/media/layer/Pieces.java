// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Preparation;
import org.carillon.engine.media.PromptException;
import org.carillon.engine.media.Segment;

/** Looks at what is being made ready. */
final class Pieces {
    private Pieces() {}

    /** The segments of all pieces in their order; fails when one of them fails. */
    static CompletableFuture<List<Segment>> all(Preparation preparation) {
        List<CompletableFuture<List<Segment>>> pieces = preparation.pieces().stream()
                .map(CompletionStage::toCompletableFuture)
                .toList();
        return CompletableFuture.allOf(pieces.toArray(CompletableFuture[]::new))
                .thenApply(unused ->
                        pieces.stream().flatMap(piece -> piece.join().stream()).toList());
    }

    /** How many are ready. */
    static long ready(Preparation preparation) {
        return preparation.pieces().stream()
                .map(CompletionStage::toCompletableFuture)
                .filter(piece -> piece.isDone() && !piece.isCompletedExceptionally())
                .count();
    }

    /** Why it failed. */
    static MediaFailure failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PromptException known) {
                return known.failure();
            }
        }
        throw new AssertionError(thrown);
    }
}
