// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import org.carillon.engine.markup.schema.MarkupError;

/**
 * Something in a document that was read in spite of a mistake, or read but not acted upon.
 *
 * @param error what kind of mistake; its explanation says what is done instead
 * @param message what exactly is wrong here, in one sentence, without the tenant's secrets
 * @param line counted from 1; 0 when the mistake has no place
 * @param column counted from 1; 0 when the mistake has no place
 */
public record MarkupWarning(MarkupError error, String message, int line, int column) {

    /** The number under which the warning is filed. */
    public int code() {
        return error.code();
    }
}
