// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.util.concurrent.CompletionException;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.PromptException;

/** Makes the one exception that callers know. */
final class Failures {
    private Failures() {}

    static PromptException of(MediaFailure.Kind kind, String message) {
        return new PromptException(new MediaFailure(kind, message));
    }

    /** The PromptException inside, or one of this kind about the cause; of NO_CAPACITY when there was too much to do. */
    static PromptException in(Throwable failure, MediaFailure.Kind otherwise, String what) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof PromptException known) {
            return known;
        }
        MediaFailure.Kind kind = cause instanceof BusyException ? MediaFailure.Kind.NO_CAPACITY : otherwise;
        return of(kind, what + ": " + cause.getMessage());
    }
}
