// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.notifications;

/**
 * What can go wrong with a call whose documents are in order, under the numbers of Twilio's error dictionary. The page
 * docs/errors.md shows this list.
 */
public enum CallError {
    PROMPT_UNREACHABLE(
            11200,
            "HTTP retrieval failure",
            "An audio file could not be fetched: no answer, an error status, not there after 50 s, or an address that the operator does not allow. It is left out.",
            "Ask the URL yourself with curl."),
    PROMPT_INVALID(
            12300,
            "Invalid Content-Type",
            "What was fetched is no audio that can be played, is empty, or is too large. It is left out.",
            "Serve WAV or MP3 with its content type."),
    NOT_THE_CALLER(
            13214,
            "Dial: invalid callerId value",
            "callerId is neither a number of the account, nor the caller's, nor the called number; or it is no number and the call goes to one. This target is not called.",
            "Name one of your own numbers, or leave callerId out."),
    NO_ROUTE(
            13227,
            "No route to the destination",
            "The operator does not allow the destination or has no trunk to it, its address is in a closed network, the call cannot be signalled, or documents dial one another in a circle. This target is not called.",
            "See the message; ask the operator for destinations that you need."),
    VOICE_UNKNOWN(
            13511,
            "Say: voice is not offered",
            "There is no such voice or language here. The default voice speaks.",
            "Choose a voice of Twilio's list, or man or woman."),
    SPEECH_FAILED(
            13520,
            "Say: the text could not be spoken",
            "The speech synthesiser is missing, too slow, or refuses a sentence. The sentence is left out.",
            "Shorten the text; the operator's log says more."),
    MEDIA_FAILED(
            31000,
            "Media failure",
            "The media server is not available, shares no codec with the party, or has lost the call; or there is too much to do to make a prompt, which is left out.",
            "Offer PCMU or PCMA; otherwise this is the operator's business.");

    private final int code;
    private final String title;
    private final String meaning;
    private final String advice;

    CallError(int code, String title, String meaning, String advice) {
        this.code = code;
        this.title = title;
        this.meaning = meaning;
        this.advice = advice;
    }

    /** Twilio's number. */
    public int code() {
        return code;
    }

    /** In a few words. */
    public String title() {
        return title;
    }

    /** What happened, and what is done instead. */
    public String meaning() {
        return meaning;
    }

    /** What the tenant can do. */
    public String advice() {
        return advice;
    }
}
