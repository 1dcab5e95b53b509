// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** What all identifiers share: two letters for the kind, then 32 lower-case hexadecimal digits. */
final class Sid {
    private static final int LENGTH = 34;

    private Sid() {}

    static String checked(String prefix, String value) {
        if (!isValid(prefix, value)) {
            throw new IllegalArgumentException("not a SID that starts with " + prefix + ": " + value);
        }
        return value;
    }

    static boolean isValid(String prefix, String value) {
        if (value.length() != LENGTH || !value.startsWith(prefix)) {
            return false;
        }
        for (int i = prefix.length(); i < LENGTH; i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static String random(String prefix, RandomGenerator random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    /**
     * An identifier that follows from where it was made. A step that is repeated on another node makes the same one,
     * and nobody who does not know the origin can guess it.
     */
    static String derived(String prefix, String origin, String role, long number) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((origin + '/' + role + '/' + number).getBytes(StandardCharsets.UTF_8));
            return prefix + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
