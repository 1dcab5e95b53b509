// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.util.List;
import org.carillon.engine.markup.verb.Verb;

/**
 * A document that can be run.
 *
 * @param verbs what to do, in order; empty when the document asks for nothing, which ends the call
 * @param warnings mistakes that did not keep the document from being read, in the order of the document
 */
public record Document(List<Verb> verbs, List<MarkupWarning> warnings) {

    public Document {
        verbs = List.copyOf(verbs);
        warnings = List.copyOf(warnings);
    }
}
