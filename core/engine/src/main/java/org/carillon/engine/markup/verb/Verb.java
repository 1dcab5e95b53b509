// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

/** One instruction of a document. The verbs of a document run in order, one at a time. */
public sealed interface Verb permits Prompt, Gather, RecordVerb, Dial, Redirect, Reject, Hangup {

    /** The element's name in the document, for example {@code Say}. */
    String element();
}
