// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of a media server. {@link #operation()} is the idempotency key: a command repeated with the same
 * operation (by another node, after a crash) has no second effect, and later events name it.
 */
public sealed interface MediaCommand {
    /**
     * Idempotency key, unique within the platform: {@code <session's call SID>.<step>.<number>}, at most 64 characters of
     * letters, digits and dots. Events that the command causes name it.
     */
    String operation();

    /**
     * Opens a leg's endpoint. With an offer the result carries the answer; without, it carries an offer.
     *
     * @param call the call it is opened for, for logs, audits and leak sweeps
     * @param remoteSdp the remote party's offer (RFC 3264), or empty when we offer
     */
    record Open(String operation, String call, Optional<String> remoteSdp) implements MediaCommand {}

    /** Gives a leg's endpoint the remote party's new session description: the answer to our offer, or a new offer. */
    record Modify(String operation, MediaHandle leg, String remoteSdp) implements MediaCommand {}

    /** Frees a leg's endpoint with everything that still runs on it, or a mixer. */
    record Close(String operation, MediaHandle handle) implements MediaCommand {}

    /**
     * Plays prompts, one after the other without a gap, to the leg. They begin as soon as the first one is ready; while a later
     * one is still being made there is silence, and one that fails is left out ({@link MediaEvent.PromptFailed}). Ends with
     * {@link MediaEvent.PlayEnded}.
     *
     * @param loops how often the whole list is played, 0 means until stopped
     */
    record Play(String operation, MediaHandle leg, List<Prompt> prompts, int loops) implements MediaCommand {
        /** Copies the list. */
        public Play {
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * Plays prompts while listening for digits, as {@link Play} does: digits are collected whether prompts fail or not. Ends
     * with {@link MediaEvent.Collected}.
     *
     * @param maxDigits ends the collection when that many digits were heard; 0 means no limit
     * @param finishOn each character is a digit that ends the collection and is not part of the result; may be empty
     * @param digitTimeout the time without a digit that ends the collection, first counted from the end of the prompts
     * @param bargeIn whether the first digit silences the prompts
     */
    record Collect(
            String operation,
            MediaHandle leg,
            List<Prompt> prompts,
            int maxDigits,
            String finishOn,
            Duration digitTimeout,
            boolean bargeIn)
            implements MediaCommand {
        /** Copies the list. */
        public Collect {
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * Records what a leg says, or what a mixer mixes, to a WAV file of 8 kHz 16 bit. Ends with {@link MediaEvent.Recorded}.
     *
     * @param recording the recording's identifier: names the file
     * @param beep whether a tone of 1 kHz tells the party that the recording begins
     * @param maxLength the recording ends when it is that long
     * @param silence the recording ends after that much silence; zero: never
     * @param finishOn digits that end it; may be empty
     * @param trimSilence whether silence at both ends is cut off
     * @param dual whether the two parties of a mixer go to two channels
     */
    record Record(
            String operation,
            MediaHandle target,
            String recording,
            boolean beep,
            Duration maxLength,
            Duration silence,
            String finishOn,
            boolean trimSilence,
            boolean dual)
            implements MediaCommand {}

    /** Ends the running play, collection or recording of an operation; its event still comes. */
    record Stop(String operation, MediaHandle handle, String stopped) implements MediaCommand {}

    /** Asks for {@link MediaEvent.DigitHeard} for each of these digits from now on; an empty text ends it. */
    record WatchDigits(String operation, MediaHandle leg, String digits) implements MediaCommand {}

    /** Lets legs of one media server hear each other; the result carries the mixer's handle. */
    record Bridge(String operation, String call, List<MediaHandle> legs) implements MediaCommand {
        /** Copies the list. */
        public Bridge {
            legs = List.copyOf(legs);
        }
    }

    /** Adds a leg to a mixer. */
    record Join(String operation, MediaHandle mixer, MediaHandle leg, MixMode mode) implements MediaCommand {}

    /** Takes a leg out of a mixer; the leg's endpoint stays. */
    record Leave(String operation, MediaHandle mixer, MediaHandle leg) implements MediaCommand {}
}
