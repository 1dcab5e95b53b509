// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.util.List;
import org.carillon.engine.markup.value.Parameter;

/**
 * Refuses a call that is not answered yet; only meaningful as the first verb of an incoming call.
 *
 * @param parameters what is sent along with the refusal
 */
public record Reject(Reason reason, List<Parameter> parameters) implements Verb {

    /** What the caller hears: a busy tone, or that the number is not in service. */
    public enum Reason {
        REJECTED,
        BUSY
    }

    public Reject {
        parameters = List.copyOf(parameters);
    }

    @Override
    public String element() {
        return "Reject";
    }
}
