// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import org.carillon.engine.webhooks.HttpMethod;

/**
 * Goes on with another document; what follows in this one is never run.
 *
 * @param url the other document's address as written, possibly relative; blank means the current document again
 */
public record Redirect(String url, HttpMethod method) implements Verb {

    @Override
    public String element() {
        return "Redirect";
    }
}
