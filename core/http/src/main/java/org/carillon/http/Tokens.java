// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.jboss.logging.Logger;

/** The tokens that sign requests. When one cannot be had, the tenant is told so in words that say nothing of our insides. */
final class Tokens {
    private static final Logger LOG = Logger.getLogger(Tokens.class);

    private final AuthTokens tokens;

    Tokens(AuthTokens tokens) {
        this.tokens = tokens;
    }

    /** The account's token; fails with a {@link DeliveryException}. */
    CompletionStage<String> of(AccountSid account) {
        return tokens.tokenOf(account).exceptionallyCompose(failure -> {
            LOG.warnf("CARHTTP0002 No request can be signed for account %s: %s", account, failure);
            return CompletableFuture.failedFuture(
                    new DeliveryException(
                            Kind.BROKEN,
                            "The request was not sent: the platform could not look the account up. The fault is the platform's."));
        });
    }
}
