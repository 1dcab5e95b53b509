// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.xml;

/** A piece of a document: an element or a run of text. */
public sealed interface XmlNode permits XmlElement, XmlText {

    /** The line on which this piece begins, counted from 1. */
    int line();

    /** The column at which an element's tag begins, or up to which a text had been read, counted from 1. */
    int column();
}
