// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A hash of digest authentication, best first (RFC 8760 section 2.3). */
public enum DigestAlgorithm {
    /** Offered first. */
    SHA_256("SHA-256"),
    /** For telephones that know nothing else. */
    MD5("MD5");

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /** {@return its name on the wire} */
    public String token() {
        return token;
    }

    /** {@return the algorithm of a name; without a name it is MD5 (RFC 7616 section 3.4); empty when unknown} */
    public static Optional<DigestAlgorithm> of(@Nullable String name) {
        if (name == null) {
            return Optional.of(MD5);
        }
        for (var algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** {@return the hash of a text as lower-case hexadecimal digits} */
    public String hash(String text) {
        try {
            var digest = MessageDigest.getInstance(token);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + token, e);
        }
    }
}
