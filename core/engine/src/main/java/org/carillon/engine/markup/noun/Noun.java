// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.noun;

/** Somebody whom a Dial calls. */
public sealed interface Noun permits NumberNoun, SipNoun {

    /** The element's name in the document, for example {@code Number}. */
    String element();

    /** What all kinds of targets have in common. */
    TargetSettings settings();
}
