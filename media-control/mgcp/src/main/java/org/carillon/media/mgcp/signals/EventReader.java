// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.signals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaEvent.EndReason;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaHandle;
import org.carillon.media.mgcp.codec.AuArguments;
import org.carillon.media.mgcp.codec.Signal;

/** Reads observed events of a request as events of the engine (docs/mgcp-profile.md, "Signals" and "Events"). Pure. */
public final class EventReader {
    private static final int SUCCESS = 100;
    private static final int BAD_PROMPT = 301;
    private static final int NO_DIGITS = 326;
    private static final int NO_SPEECH = 327;
    private static final int TOO_FEW_DIGITS = 329;

    private EventReader() {}

    /** Where and by which request an event happened. */
    public record Origin(MediaHandle source, long number, RequestIds.Request request) {}

    /**
     * The engine's events, in their order; none when the engine is not told of it.
     *
     * @throws org.carillon.media.mgcp.codec.MgcpSyntaxException 538 when the arguments are malformed
     */
    public static List<MediaEvent> read(Origin origin, Signal observed) {
        String pack = observed.name().packageName();
        String event = observed.name().event();
        if (pack.equals("D") && event.length() == 1) {
            char digit = Character.toUpperCase(event.charAt(0));
            return List.of(new MediaEvent.DigitHeard(
                    origin.source(), origin.number(), origin.request().operation(), digit));
        }
        if (!pack.equals("AU") || !(event.equals("oc") || event.equals("of"))) {
            return List.of();
        }
        AuArguments arguments = observed.au();
        var events = new ArrayList<MediaEvent>(leftOut(origin, arguments));
        switch (origin.request().kind()) {
            case PLAY -> events.add(played(origin, arguments));
            case COLLECT -> events.add(collected(origin, arguments));
            case RECORD -> events.add(recorded(origin, arguments));
            case APPEND, DIGITS, STOP -> events.clear();
        }
        return events;
    }

    /** Prompts that the server could not play, or that it did not get, although the signal came to an end of its own. */
    private static List<MediaEvent> leftOut(Origin origin, AuArguments arguments) {
        var failures = new ArrayList<MediaFailure>();
        int lost = arguments.number("ls").orElse(0);
        if (lost > 0 && arguments.number("rc").orElse(SUCCESS) != BAD_PROMPT) {
            String why = arguments.text("tx").orElse("unknown");
            failures.add(new MediaFailure(
                    MediaFailure.Kind.PROMPT_INVALID, lost + " of the prompts could not be played: " + why));
        }
        if (arguments.text("cl").filter("idle"::equals).isPresent()) {
            failures.add(
                    new MediaFailure(MediaFailure.Kind.UNAVAILABLE, "The rest of the prompts did not come in time."));
        }
        return failures.stream()
                .<MediaEvent>map(failure -> new MediaEvent.PromptFailed(
                        origin.source(), origin.number(), origin.request().operation(), failure))
                .toList();
    }

    /** The end of a command that never reached the server, because it was stopped while its prompts were made ready. */
    public static MediaEvent stopped(MediaHandle source, RequestIds.Request request) {
        String operation = request.operation();
        return switch (request.kind()) {
            case COLLECT -> new MediaEvent.Collected(source, 0, operation, "", EndReason.STOPPED);
            case RECORD -> new MediaEvent.Recorded(source, 0, operation, "", "", Duration.ZERO, EndReason.STOPPED, "");
            case PLAY, APPEND, DIGITS, STOP -> new MediaEvent.PlayEnded(source, 0, operation, Optional.empty());
        };
    }

    /** The end of a play whose prompts all failed; each was told. */
    public static MediaEvent nothingHeard(MediaHandle source, long number, RequestIds.Request request) {
        var failure = new MediaFailure(MediaFailure.Kind.NOTHING_HEARD, "none of the prompts could be heard");
        return new MediaEvent.PlayEnded(source, number, request.operation(), Optional.of(failure));
    }

    /** The end of a command that was said to have begun, but could not be sent. */
    public static MediaEvent failed(MediaHandle source, RequestIds.Request request, MediaFailure failure) {
        return request.kind() == SignalKind.COLLECT
                ? new MediaEvent.Collected(source, 0, request.operation(), "", EndReason.FAILED)
                : new MediaEvent.PlayEnded(source, 0, request.operation(), Optional.of(failure));
    }

    private static MediaEvent played(Origin origin, AuArguments arguments) {
        int code = arguments.number("rc").orElse(SUCCESS);
        boolean nothing = arguments.text("rs").filter("done"::equals).isPresent()
                && arguments.number("am").orElse(1) == 0;
        if (code == SUCCESS && nothing) {
            return nothingHeard(origin.source(), origin.number(), origin.request());
        }
        Optional<MediaFailure> failure = code == SUCCESS ? Optional.empty() : Optional.of(failure(code, arguments));
        return new MediaEvent.PlayEnded(
                origin.source(), origin.number(), origin.request().operation(), failure);
    }

    private static MediaFailure failure(int code, AuArguments arguments) {
        var kind = code == BAD_PROMPT ? MediaFailure.Kind.PROMPT_INVALID : MediaFailure.Kind.OTHER;
        return new MediaFailure(
                kind,
                "return code " + code + arguments.text("tx").map(t -> ": " + t).orElse(""));
    }

    private static MediaEvent collected(Origin origin, AuArguments arguments) {
        int code = arguments.number("rc").orElse(SUCCESS);
        EndReason reason = switch (code) {
            // A server that does not say why has got what it was asked for.
            case SUCCESS -> reason(arguments, EndReason.MAX_DIGITS, EndReason.MAX_DIGITS);
            case NO_DIGITS, TOO_FEW_DIGITS -> reason(arguments, EndReason.TIMEOUT, EndReason.MAX_DIGITS);
            default -> EndReason.FAILED;
        };
        return new MediaEvent.Collected(
                origin.source(),
                origin.number(),
                origin.request().operation(),
                arguments.text("dc").orElse(""),
                reason);
    }

    private static MediaEvent recorded(Origin origin, AuArguments arguments) {
        int code = arguments.number("rc").orElse(SUCCESS);
        EndReason reason = switch (code) {
            case SUCCESS -> reason(arguments, EndReason.MAX_LENGTH, EndReason.MAX_LENGTH);
            case NO_SPEECH -> reason(arguments, EndReason.SILENCE, EndReason.MAX_LENGTH);
            default -> EndReason.FAILED;
        };
        return new MediaEvent.Recorded(
                origin.source(),
                origin.number(),
                origin.request().operation(),
                arguments.text("ri").orElse(""),
                arguments.text("sh").orElse(""),
                Duration.ofMillis(arguments.number("dm").orElse(0)),
                reason,
                arguments.text("ik").orElse(""));
    }

    private static EndReason reason(AuArguments arguments, EndReason unsaid, EndReason most) {
        return switch (arguments.text("rs").orElse("")) {
            case "key" -> EndReason.FINISH_KEY;
            case "max" -> most;
            case "timeout" -> EndReason.TIMEOUT;
            case "silence" -> EndReason.SILENCE;
            case "stopped", "hangup" -> EndReason.STOPPED;
            default -> unsaid;
        };
    }
}
