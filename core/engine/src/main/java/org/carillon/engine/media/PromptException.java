// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

/** A prompt that could not be made ready. */
public final class PromptException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient MediaFailure failure;

    /** Says why. */
    public PromptException(MediaFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** What failed. */
    public MediaFailure failure() {
        return failure;
    }
}
