// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

/** A prompt cannot be had; the message says why, in words for the call agent's log. */
public final class PromptException extends Exception {
    public PromptException(String message) {
        super(message, null, false, false);
    }
}
