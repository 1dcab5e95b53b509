// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.carillon.engine.markup.verb.Verb;

/** Reads documents for tests. */
final class Reading {

    private Reading() {}

    /** The document with these elements inside its root. */
    static Document document(String inside) {
        return whole("<Response>" + inside + "</Response>");
    }

    static Document whole(String text) {
        try {
            return new MarkupParser(MarkupLimits.DEFAULT).parse(text);
        } catch (MarkupException e) {
            throw new AssertionError("should be readable: " + e.getMessage(), e);
        }
    }

    /** The only verb of a document that is without a mistake. */
    static <V extends Verb> V clean(Class<V> type, String inside) {
        Document document = document(inside);
        assertThat(document.warnings()).isEmpty();
        return only(type, document);
    }

    /** The only verb of a document that has exactly these warnings. */
    static <V extends Verb> V warned(Class<V> type, String inside, Integer... codes) {
        Document document = document(inside);
        assertThat(codes(document)).containsExactly(codes);
        return only(type, document);
    }

    static List<Integer> codes(Document document) {
        return document.warnings().stream().map(MarkupWarning::code).toList();
    }

    static MarkupException refused(String inside) {
        return refusedWhole("<Response>" + inside + "</Response>");
    }

    static MarkupException refusedWhole(String text) {
        return refusedWhole(text, MarkupLimits.DEFAULT);
    }

    static MarkupException refusedWhole(String text, MarkupLimits limits) {
        MarkupException refusal =
                catchThrowableOfType(MarkupException.class, () -> new MarkupParser(limits).parse(text));
        assertThat(refusal).as("should be refused: " + text).isNotNull();
        return refusal;
    }

    private static <V extends Verb> V only(Class<V> type, Document document) {
        assertThat(document.verbs()).hasSize(1);
        return type.cast(document.verbs().get(0));
    }
}
