// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

/**
 * Why a media command failed.
 *
 * @param kind what to make of it
 * @param message a sentence for the log, without secrets
 */
public record MediaFailure(Kind kind, String message) {
    /** The kinds of failure that callers treat differently. */
    public enum Kind {
        /** No media server can be reached, or none answered in time. */
        UNAVAILABLE,
        /** All media servers are full, or there is too much to do to make a prompt ready. */
        NO_CAPACITY,
        /** The session description has no codec or no transport in common with ours: SIP 488. */
        NOT_ACCEPTABLE,
        /** The endpoint is not there (any more). */
        GONE,
        /** A prompt could not be fetched: the web server refused, did not answer, or was too slow (Twilio 11200). */
        PROMPT_UNREACHABLE,
        /** A prompt is no audio that can be played (Twilio 12300). */
        PROMPT_INVALID,
        /** Speech could not be synthesised (Twilio 13520). */
        SPEECH_FAILED,
        /** None of the prompts of a play could be heard; why was told of each before ({@link MediaEvent.PromptFailed}). */
        NOTHING_HEARD,
        /** Anything else. */
        OTHER
    }
}
