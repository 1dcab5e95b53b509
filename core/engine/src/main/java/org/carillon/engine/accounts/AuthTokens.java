// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.accounts;

import java.util.concurrent.CompletionStage;
import org.carillon.engine.ids.AccountSid;

/** Port: the secrets with which requests to tenants' servers are signed. Never blocks the caller. */
public interface AuthTokens {
    /**
     * The account's auth token; a secret, never to be logged.
     *
     * @return fails with {@link java.util.NoSuchElementException} when there is no such account
     */
    CompletionStage<String> tokenOf(AccountSid account);
}
