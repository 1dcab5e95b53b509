// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.time.Duration;
import java.util.Optional;

/** What a media server reports by itself. Delivered at least once; {@code number} orders the events of one endpoint. */
public sealed interface MediaEvent {
    /** The endpoint that reports. */
    MediaHandle source();

    /** The event's number on its endpoint; 0 when the server does not number. */
    long number();

    /**
     * The operation of the command that asked for this event: the play, the collection, the recording, the watch of
     * digits; for {@link AudioLost} and {@link EndpointLost} the {@link MediaCommand.Open} of the leg. It leads the event
     * to its session.
     */
    String operation();

    /** A play came to its end, was stopped, or failed; a play of which nothing was heard has failed. */
    record PlayEnded(MediaHandle source, long number, String operation, Optional<MediaFailure> failure)
            implements MediaEvent {}

    /**
     * A prompt of a play or a collection could not be made ready, or not be played, and is left out; the rest goes on. Comes as
     * soon as it is known, and before the event that ends the operation.
     *
     * @param failure why; its message is for the tenant
     */
    record PromptFailed(MediaHandle source, long number, String operation, MediaFailure failure)
            implements MediaEvent {}

    /** A collection ended. */
    record Collected(MediaHandle source, long number, String operation, String digits, EndReason reason)
            implements MediaEvent {}

    /**
     * A recording ended.
     *
     * @param file where the media server put it: a URI (file or http) from which it can be fetched
     * @param sha256 of the file, hexadecimal; empty when the server does not say
     * @param length of the audio, to the millisecond; zero when nothing was recorded
     * @param digit the digit that ended it, or empty
     */
    record Recorded(
            MediaHandle source,
            long number,
            String operation,
            String file,
            String sha256,
            Duration length,
            EndReason reason,
            String digit)
            implements MediaEvent {}

    /** A digit that is watched was heard. */
    record DigitHeard(MediaHandle source, long number, String operation, char digit) implements MediaEvent {}

    /** No audio has come from the remote party for the server's limit: it may have vanished. */
    record AudioLost(MediaHandle source, long number, String operation) implements MediaEvent {}

    /** The endpoint was closed by the server (restart, lease ended). */
    record EndpointLost(MediaHandle source, long number, String operation, String reason) implements MediaEvent {}

    /** Why a collection or a recording ended. */
    enum EndReason {
        /** The wanted number of digits came. */
        MAX_DIGITS,
        /** A finish key came. */
        FINISH_KEY,
        /** No digit came in time. */
        TIMEOUT,
        /** The silence limit was reached. */
        SILENCE,
        /** The length limit was reached. */
        MAX_LENGTH,
        /** {@link MediaCommand.Stop} or the end of the leg. */
        STOPPED,
        /** The server could not go on. */
        FAILED
    }
}
