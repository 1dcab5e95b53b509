// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.jspecify.annotations.Nullable;

/** Finds the account that a request's credentials belong to. */
@ApplicationScoped
public class Gate {
    private static final long SECONDS = 5;

    private final Directory directory;

    /** Over the platform's accounts. */
    @Inject
    public Gate(Directory directory) {
        this.directory = directory;
    }

    /**
     * The account with these credentials.
     *
     * @param authorization the header, null when there is none
     * @throws ApiException UNAUTHORIZED when they are missing or wrong, ACCOUNT_INACTIVE when the account is suspended or closed
     */
    public Account enter(@Nullable String authorization) {
        String[] pair = basic(authorization);
        Optional<Account> found = AccountSid.isValid(pair[0]) ? account(new AccountSid(pair[0])) : Optional.empty();
        // Compared also when there is no account, so that the time tells nothing.
        String token = found.map(Account::authToken).orElse("00000000000000000000000000000000");
        boolean same = MessageDigest.isEqual(bytes(token), bytes(pair[1]));
        if (!same || found.isEmpty()) {
            throw new ApiException(ApiError.UNAUTHORIZED, "Authenticate");
        }
        if (found.get().status() != Account.Status.ACTIVE) {
            throw new ApiException(
                    ApiError.ACCOUNT_INACTIVE,
                    "The account is " + found.get().status().name().toLowerCase(Locale.ROOT)
                            + "; ask the operator of the platform.");
        }
        return found.get();
    }

    /** The account if it exists and is active. */
    public Optional<Account> active(AccountSid sid) {
        return account(sid).filter(account -> account.status() == Account.Status.ACTIVE);
    }

    private Optional<Account> account(AccountSid sid) {
        try {
            return directory
                    .account(sid)
                    .toCompletableFuture()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedExecutionException) {
                throw new ApiException(ApiError.TOO_MANY_REQUESTS, "Too many requests; try again.");
            }
            throw new ApiException(ApiError.UNAVAILABLE, "The accounts cannot be read now; try again.");
        }
    }

    private static String[] basic(@Nullable String authorization) {
        if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                byte[] decoded =
                        Base64.getDecoder().decode(authorization.substring(6).strip());
                String pair = new String(decoded, StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                if (colon > 0) {
                    return new String[] {pair.substring(0, colon), pair.substring(colon + 1)};
                }
            } catch (IllegalArgumentException e) {
                throw new ApiException(ApiError.UNAUTHORIZED, "Authenticate");
            }
        }
        throw new ApiException(ApiError.UNAUTHORIZED, "Authenticate");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
