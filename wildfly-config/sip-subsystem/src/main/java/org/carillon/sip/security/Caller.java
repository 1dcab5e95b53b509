// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import java.security.Principal;
import java.util.Set;
import org.mobicents.servlet.sip.core.security.SipPrincipal;

/**
 * Who sent a request, proved by a digest.
 *
 * @param name the user
 * @param roles what the user may do
 */
public record Caller(String name, Set<String> roles) implements SipPrincipal {
    /** Keeps a copy of the roles. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return roles.contains(role);
    }

    @Override
    public Principal getPrincipal() {
        return this;
    }
}
