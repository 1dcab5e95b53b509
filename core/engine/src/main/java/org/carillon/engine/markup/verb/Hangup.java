// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.util.List;
import org.carillon.engine.markup.value.Parameter;

/**
 * Ends the call.
 *
 * @param parameters what is sent along with the end of the call
 */
public record Hangup(List<Parameter> parameters) implements Verb {

    public Hangup {
        parameters = List.copyOf(parameters);
    }

    @Override
    public String element() {
        return "Hangup";
    }
}
