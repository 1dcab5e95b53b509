// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.util.Optional;
import org.carillon.engine.calls.flow.Notices;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.markup.verb.Prompt;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.notifications.CallError;

/**
 * Say and Play: something is heard, then the document goes on. What cannot be heard is told to the tenant, and the document
 * goes on, too.
 */
final class PromptRunner<P extends Prompt> implements VerbRunner<P> {
    private final Class<P> verb;
    private final Prompts prompts;
    private final java.util.function.ToIntFunction<P> loops;

    PromptRunner(Class<P> verb, Prompts prompts, java.util.function.ToIntFunction<P> loops) {
        this.verb = verb;
        this.prompts = prompts;
        this.loops = loops;
    }

    @Override
    public Class<P> handles() {
        return verb;
    }

    @Override
    public Step start(P say, CallState call) {
        Prompts.Prepared prepared = prompts.once(say, call);
        CallState at = prepared.call();
        if (prepared.prompts().isEmpty()) {
            return Step.next(at);
        }
        String operation = at.nextOperation();
        return Step.stay(at.in(new VerbState.Playing(operation))
                .media(o -> new MediaCommand.Play(o, at.media(), prepared.prompts(), loops.applyAsInt(say))));
    }

    @Override
    public Step on(Event event, P say, CallState call) {
        Optional<MediaFailure> leftOut = leftOut(event, operation(call));
        if (leftOut.isPresent()) {
            return Step.stay(noted(leftOut.get(), call));
        }
        Optional<MediaFailure> failure = failure(event, operation(call));
        if (failure.isPresent()) {
            return Step.next(noted(failure.get(), call));
        }
        return isOver(event, operation(call)) ? Step.next(call) : Step.stay(call);
    }

    @Override
    public Step interrupt(P say, CallState call) {
        return Step.next(call.media(o -> new MediaCommand.Stop(o, call.media(), operation(call))));
    }

    private static String operation(CallState call) {
        return call.verbState() instanceof VerbState.Playing playing ? playing.operation() : "";
    }

    private static boolean isOver(Event event, String operation) {
        return event instanceof Event.MediaHappened happened
                && happened.media() instanceof MediaEvent.PlayEnded ended
                && ended.operation().equals(operation);
    }

    /** The failure of a play, whether it came as the command's answer or later. */
    static Optional<MediaFailure> failure(Event event, String operation) {
        if (event instanceof Event.MediaAnswered answered
                && answered.operation().equals(operation)
                && answered.result() instanceof MediaResult.Failed failed) {
            return Optional.of(failed.failure());
        }
        return event instanceof Event.MediaHappened happened
                        && happened.media() instanceof MediaEvent.PlayEnded ended
                        && ended.operation().equals(operation)
                ? ended.failure()
                : Optional.empty();
    }

    /** Why a prompt of the running verb is left out; the verb goes on. */
    static Optional<MediaFailure> leftOut(Event event, String operation) {
        return event instanceof Event.MediaHappened happened
                        && happened.media() instanceof MediaEvent.PromptFailed failed
                        && failed.operation().equals(operation)
                ? Optional.of(failed.failure())
                : Optional.empty();
    }

    /** The tenant is told, unless he was told of every prompt already. */
    static CallState noted(MediaFailure failure, CallState call) {
        return failure.kind() == MediaFailure.Kind.NOTHING_HEARD
                ? call
                : Notices.error(call, code(failure), failure.message(), Notices.Exchange.NONE);
    }

    /** Twilio's code for it. */
    static int code(MediaFailure failure) {
        CallError error = switch (failure.kind()) {
            case PROMPT_UNREACHABLE -> CallError.PROMPT_UNREACHABLE;
            case PROMPT_INVALID -> CallError.PROMPT_INVALID;
            case SPEECH_FAILED -> CallError.SPEECH_FAILED;
            case UNAVAILABLE, NO_CAPACITY, NOT_ACCEPTABLE, GONE, NOTHING_HEARD, OTHER -> CallError.MEDIA_FAILED;
        };
        return error.code();
    }
}
