// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.xml;

/**
 * A run of text, entities already resolved and CDATA sections already unwrapped.
 *
 * @param text the characters as the document's author meant them, white space included
 */
public record XmlText(String text, int line, int column) implements XmlNode {}
