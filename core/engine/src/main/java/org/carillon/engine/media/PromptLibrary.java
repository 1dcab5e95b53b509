// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.util.List;

/**
 * Makes prompts ready: synthesises speech, fetches tenants' audio under the address rules, and keeps both by content, so
 * that the same text or file is made once.
 */
public interface PromptLibrary {
    /**
     * Begins to make prompts ready. Tenants' audio is fetched side by side; of speech, one piece after the other is made, so that
     * a long text does not keep others waiting. Never blocks the caller.
     */
    Preparation prepare(List<Prompt> prompts);
}
