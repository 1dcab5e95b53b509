// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.schema;

/**
 * One attribute that an element may have.
 *
 * @param invalid what a value that cannot be read is called; the default is used instead
 * @param neutral for an attribute that is not acted upon: the value that needs no warning, because it asks for nothing;
 *     empty when every value asks for something
 */
public record AttributeSpec(String name, Support support, MarkupError invalid, String neutral) {

    /** What becomes of an attribute. */
    public enum Support {
        /** Read, checked and acted upon. */
        SUPPORTED,
        /** Read and checked, but not acted upon yet: the document runs, with a warning. */
        ACCEPTED,
        /**
         * Read and checked; it only matters together with another attribute that is not acted upon yet, and that one
         * gives the warning.
         */
        DORMANT,
        /** The document is refused. */
        REJECTED
    }

    static AttributeSpec supported(String name, MarkupError invalid) {
        return new AttributeSpec(name, Support.SUPPORTED, invalid, "");
    }

    static AttributeSpec accepted(String name, MarkupError invalid) {
        return new AttributeSpec(name, Support.ACCEPTED, invalid, "");
    }

    static AttributeSpec accepted(String name, MarkupError invalid, String neutral) {
        return new AttributeSpec(name, Support.ACCEPTED, invalid, neutral);
    }

    static AttributeSpec dormant(String name, MarkupError invalid) {
        return new AttributeSpec(name, Support.DORMANT, invalid, "");
    }
}
