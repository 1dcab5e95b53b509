// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;

/** Lets a request pass when its credentials are right and the account in its path is the one that asks. */
@Provider
@Authenticated
@Priority(Priorities.AUTHENTICATION)
@Dependent
public class AccessFilter implements ContainerRequestFilter {
    private final Gate gate;

    /** Behind this gate. */
    @Inject
    public AccessFilter(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Tenant tenant = new Tenant(gate.enter(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
        String account = request.getUriInfo().getPathParameters().getFirst("account");
        if (account != null && !account.equals(tenant.sid().value())) {
            throw new NotFoundException();
        }
        boolean secure = request.getSecurityContext().isSecure();
        request.setSecurityContext(new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return tenant;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return secure;
            }

            @Override
            public String getAuthenticationScheme() {
                return SecurityContext.BASIC_AUTH;
            }
        });
    }
}
