// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.ids.AccountSid;

/** Port: fetches tenants' audio under the same address rules as webhooks. Never blocks the caller. */
public interface ContentFetcher {
    /**
     * Fetches into a file.
     *
     * @param folder where a new file with an unused name is made
     * @param maximumBytes more than that fails with {@link WebhookResult.Kind#TOO_LARGE}
     * @param etag of an earlier fetch, or empty: when it still holds, the result says so and no file is made
     */
    CompletionStage<Fetched> fetch(AccountSid account, String url, Path folder, long maximumBytes, String etag);

    /** What came of it. */
    sealed interface Fetched {
        /**
         * The content is in the file.
         *
         * @param cacheControl the header as sent, or empty; the same below
         */
        record Content(Path file, String contentType, String etag, String cacheControl) implements Fetched {}

        /** The content has not changed since the entity tag was given. */
        record Unchanged(String cacheControl) implements Fetched {}

        /** The server answered with another status than 200. */
        record Refused(int status) implements Fetched {}

        /** No answer. */
        record Failed(WebhookResult.Kind kind, String message) implements Fetched {}
    }
}
