// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.calls;

import java.security.SecureRandom;

/**
 * A hash of several texts that depends on a secret of its own, so that from outside nobody can make one message look like
 * another that was here. Any thread may use it.
 */
public final class SecretHash {
    /** FNV-1a, 64 bits. */
    private static final long PRIME = 0x100000001b3L;

    /** In no part of a message's head, so that the end of one part is not the begin of the next. */
    private static final char SEPARATOR = '\n';

    private final long seed = new SecureRandom().nextLong();

    /** Chooses a secret. */
    public SecretHash() {}

    /** {@return the hash of these parts in this order} */
    public long of(String... parts) {
        var hash = seed;
        for (var part : parts) {
            for (var i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * PRIME;
            }
            hash = (hash ^ SEPARATOR) * PRIME;
        }
        return hash;
    }
}
