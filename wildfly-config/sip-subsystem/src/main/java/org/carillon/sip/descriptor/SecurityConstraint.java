// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One {@code <security-constraint>} of sip.xml (JSR 289 section 17.8).
 *
 * @param resources what it protects
 * @param roles who may, {@code *} for every user; empty means nobody, null that it asks for no user at all
 * @param proxy whether the challenge is that of a proxy, 407 instead of 401
 * @param confidential whether the request must have come over a secure transport
 */
public record SecurityConstraint(
        List<Resource> resources, @Nullable Set<String> roles, boolean proxy, boolean confidential) {
    /** Every user who proves an identity. */
    public static final String ANY_ROLE = "*";

    /** Keeps copies. */
    public SecurityConstraint {
        resources = List.copyOf(resources);
        roles = roles == null ? null : Set.copyOf(roles);
    }

    /**
     * A {@code <resource-collection>}.
     *
     * @param servlets names of servlets; empty means all
     * @param methods SIP methods; empty means all
     */
    public record Resource(Set<String> servlets, Set<String> methods) {
        /** Keeps copies. */
        public Resource {
            servlets = Set.copyOf(servlets);
            methods = Set.copyOf(methods);
        }

        boolean covers(String servlet, String method) {
            return (servlets.isEmpty() || servlets.contains(servlet))
                    && (methods.isEmpty() || methods.contains(method));
        }
    }

    /** {@return whether a request to a servlet is protected by this} */
    public boolean covers(String servlet, String method) {
        return resources.stream().anyMatch(resource -> resource.covers(servlet, method));
    }
}
