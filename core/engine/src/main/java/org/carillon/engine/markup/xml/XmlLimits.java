// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.xml;

/**
 * How large a tree may become.
 *
 * @param elements number of elements
 * @param depth how deep elements may be nested, the root counted
 * @param attributeCharacters length of one attribute's value
 */
public record XmlLimits(int elements, int depth, int attributeCharacters) {}
