// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.util.LinkedHashMap;
import java.util.Map;
import org.carillon.engine.calls.flow.Notices;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.verb.Gather;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.notifications.CallError;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * Collects digits while prompts are heard; a prompt that cannot be heard is told to the tenant, and digits are collected all
 * the same. With digits control passes to the action; without, the document goes on, unless
 * the tenant wants the action asked all the same.
 */
final class GatherRunner implements VerbRunner<Gather> {
    private final Prompts prompts;

    GatherRunner(Prompts prompts) {
        this.prompts = prompts;
    }

    @Override
    public Class<Gather> handles() {
        return Gather.class;
    }

    @Override
    public Step start(Gather gather, CallState call) {
        Prompts.Prepared prepared = prompts.nested(gather.prompts(), call);
        CallState at = prepared.call();
        String operation = at.nextOperation();
        return Step.stay(at.in(new VerbState.Collecting(operation))
                .media(o -> new MediaCommand.Collect(
                        o,
                        at.media(),
                        prepared.prompts(),
                        gather.numDigits().orElse(0),
                        DialKey.symbols(gather.finishOnKey()),
                        gather.timeout(),
                        gather.bargeIn())));
    }

    @Override
    public Step on(Event event, Gather gather, CallState call) {
        String operation = operation(call);
        var leftOut = PromptRunner.leftOut(event, operation);
        if (leftOut.isPresent()) {
            return Step.stay(PromptRunner.noted(leftOut.get(), call));
        }
        var failure = PromptRunner.failure(event, operation);
        if (failure.isPresent()) {
            return Step.next(PromptRunner.noted(failure.get(), call));
        }
        return event instanceof Event.MediaHappened happened
                        && happened.media() instanceof MediaEvent.Collected collected
                        && collected.operation().equals(operation)
                ? collected(collected, gather, call)
                : Step.stay(call);
    }

    private static Step collected(MediaEvent.Collected collected, Gather gather, CallState ended) {
        CallState call = collected.reason() == MediaEvent.EndReason.FAILED
                ? Notices.error(
                        ended,
                        CallError.MEDIA_FAILED.code(),
                        "The media server could not go on with a Gather.",
                        Notices.Exchange.NONE)
                : ended;
        if (collected.digits().isEmpty() && !gather.actionOnEmptyResult()) {
            return Step.next(call);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Digits", collected.digits());
        return Step.transfer(call, new WebhookTarget(gather.action().orElse(""), gather.method()), parameters);
    }

    @Override
    public Step interrupt(Gather gather, CallState call) {
        return Step.next(call.media(o -> new MediaCommand.Stop(o, call.media(), operation(call))));
    }

    private static String operation(CallState call) {
        return call.verbState() instanceof VerbState.Collecting collecting ? collecting.operation() : "";
    }
}
