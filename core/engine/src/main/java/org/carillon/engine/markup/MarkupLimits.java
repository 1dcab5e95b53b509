// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import org.carillon.engine.markup.xml.XmlLimits;

/**
 * How large a document may be. Whatever is larger is refused as a whole, with its own error.
 *
 * @param documentBytes size of the document as received; Twilio's limit is 64 KB as well
 * @param elements number of elements, whatever their kind
 * @param depth how deep elements may be nested, the root counted
 * @param attributeCharacters length of one attribute's value
 * @param sayCharacters length of the text of one Say; Twilio's limit is 4096 as well
 * @param warnings how many warnings are kept; further ones are dropped, the document is read all the same
 */
public record MarkupLimits(
        int documentBytes, int elements, int depth, int attributeCharacters, int sayCharacters, int warnings) {

    /** The limits of a fresh installation. */
    public static final MarkupLimits DEFAULT = new MarkupLimits(64 * 1024, 1000, 16, 4096, 4096, 64);

    /** The deepest nesting that can be allowed: readers call themselves once a level. */
    private static final int DEEPEST = 100;

    /** @throws IllegalArgumentException when a limit is not positive or the depth is more than 100 */
    public MarkupLimits {
        if (documentBytes < 1 || elements < 1 || attributeCharacters < 1 || sayCharacters < 1 || warnings < 1) {
            throw new IllegalArgumentException("every limit of a document must be 1 or more");
        }
        if (depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException("the depth limit must be 1 to " + DEEPEST);
        }
    }

    XmlLimits xml() {
        return new XmlLimits(elements, depth, attributeCharacters);
    }
}
