// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Makes prompts ready: synthesises speech, fetches tenants' audio under the address rules, and keeps both by content, so
 * that the same text or file is made once.
 */
public interface PromptLibrary {
    /**
     * Makes prompts ready, in order. One prompt may give several segments.
     *
     * @return the segments; fails with {@link PromptException}. Never blocks the caller.
     */
    CompletionStage<List<Segment>> prepare(List<Prompt> prompts);
}
