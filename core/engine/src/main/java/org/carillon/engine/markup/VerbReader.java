// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.value.Parameter;
import org.carillon.engine.markup.verb.Hangup;
import org.carillon.engine.markup.verb.Redirect;
import org.carillon.engine.markup.verb.Reject;
import org.carillon.engine.markup.verb.Verb;

/** Reads any verb. Gives nothing for one that was left out with a warning. */
final class VerbReader {

    private final PromptReader prompts;
    private final GatherReader gathers;

    VerbReader(MarkupLimits limits) {
        this.prompts = new PromptReader(limits);
        this.gathers = new GatherReader(prompts);
    }

    Optional<? extends Verb> read(ElementReader element) throws MarkupException {
        return switch (element.name()) {
            case "Gather" -> Optional.of(gathers.read(element));
            case "Record" -> Optional.of(RecordReader.read(element));
            case "Dial" -> Optional.of(DialReader.read(element));
            case "Redirect" -> redirect(element);
            case "Reject" -> Optional.of(reject(element));
            case "Hangup" -> Optional.of(new Hangup(parameters(element)));
            default -> prompts.read(element);
        };
    }

    private static Optional<Verb> redirect(ElementReader element) {
        return Optional.of(new Redirect(element.text(), element.attributes().method("method")));
    }

    private static Reject reject(ElementReader element) {
        return new Reject(
                element.attributes().choice("reason", Reject.Reason.class, Reject.Reason.REJECTED),
                parameters(element));
    }

    private static List<Parameter> parameters(ElementReader element) {
        var parameters = new ArrayList<Parameter>();
        for (ElementReader child : element.children()) {
            Optional<String> name = child.attributes().text("name");
            if (name.isEmpty()) {
                child.warn(MarkupError.SCHEMA_VIOLATION, "a <Parameter> without a name is left out");
                continue;
            }
            parameters.add(
                    new Parameter(name.get(), child.attributes().text("value").orElse("")));
        }
        return parameters;
    }
}
