// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.ids.AccountSid;

/** The account that asks. */
public record Tenant(Account account) implements Principal {
    /** Of an authenticated request. */
    public static Tenant of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof Tenant tenant) {
            return tenant;
        }
        throw new IllegalStateException("the resource is not marked @Authenticated");
    }

    /** Its identifier. */
    public AccountSid sid() {
        return account.sid();
    }

    @Override
    public String getName() {
        return account.sid().value();
    }
}
