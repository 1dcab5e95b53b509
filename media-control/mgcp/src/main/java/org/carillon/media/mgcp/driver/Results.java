// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.PromptException;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.mgcp.transaction.TransactionException;

/** Turns answers and failures of MGCP into results of the engine, each once and here only. */
final class Results {
    static final MediaResult DONE = new MediaResult.Done();

    private Results() {}

    static MediaResult failed(Kind kind, String message) {
        return new MediaResult.Failed(new MediaFailure(kind, message));
    }

    static CompletionStage<MediaResult> failedStage(Kind kind, String message) {
        return CompletableFuture.completedFuture(failed(kind, message));
    }

    /** An answer that is no success. */
    static MediaResult refused(MgcpResponse response) {
        return failed(kind(response.code()), "media server answered " + response.code() + " " + response.comment());
    }

    /** Whether the answer says that endpoint or connection is not there. */
    static boolean isGone(MgcpResponse response) {
        return kind(response.code()) == Kind.GONE;
    }

    static MediaResult failed(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof PromptException prompt) {
            return new MediaResult.Failed(prompt.failure());
        }
        if (cause instanceof TransactionException transaction) {
            Kind kind = transaction.kind() == TransactionException.Kind.TOO_LARGE ? Kind.OTHER : Kind.UNAVAILABLE;
            return failed(kind, String.valueOf(cause.getMessage()));
        }
        return failed(Kind.OTHER, cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    /** Whether the command may have been carried out although no answer came. */
    static boolean isAmbiguous(Throwable failure) {
        return unwrapped(failure) instanceof TransactionException transaction
                && transaction.kind() == TransactionException.Kind.TIMEOUT;
    }

    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static Kind kind(int code) {
        return switch (code) {
            case ReturnCode.UNKNOWN_ENDPOINT, ReturnCode.UNKNOWN_CONNECTION, ReturnCode.UNKNOWN_CALL -> Kind.GONE;
            case ReturnCode.INSUFFICIENT_RESOURCES, ReturnCode.NO_ENDPOINT_AVAILABLE, ReturnCode.NO_RESOURCES ->
                Kind.NO_CAPACITY;
            case ReturnCode.UNSUPPORTED_REMOTE_DESCRIPTION,
                    ReturnCode.CONFLICTING_REMOTE_DESCRIPTION,
                    ReturnCode.BAD_REMOTE_DESCRIPTION,
                    ReturnCode.NO_COMMON_CODEC -> Kind.NOT_ACCEPTABLE;
            default -> Kind.OTHER;
        };
    }
}
