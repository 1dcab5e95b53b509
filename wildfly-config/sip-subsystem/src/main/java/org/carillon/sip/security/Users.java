// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users who may call, wherever they are kept. */
public interface Users {
    /**
     * Looks up a user.
     *
     * @param realm the realm of the challenge, part of the secret
     * @return null when there is none, or none with a password that this algorithm can be computed from
     * @throws IllegalStateException when they cannot be asked now
     */
    @Nullable
    User find(String name, String realm, DigestAlgorithm algorithm);

    /**
     * A user.
     *
     * @param name who it is
     * @param secret hash of {@code name:realm:password} as hexadecimal digits; never logged
     * @param roles what the user may do
     */
    record User(String name, String secret, Set<String> roles) {
        /** Keeps a copy of the roles. */
        public User {
            roles = Set.copyOf(roles);
        }

        @Override
        public String toString() {
            return "User[" + name + ", " + roles + "]";
        }
    }
}
