// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals short texts with AES-256 in GCM mode. The context (whose secret it is) is authenticated with the text, so that a
 * sealed text cannot be moved to another row. The form is {@code 1:} and Base64 of a 12 byte nonce and what GCM gives.
 */
public final class Seal {
    /** The length of a key. */
    public static final int KEY_BYTES = 32;

    private static final String PREFIX = "1:";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    /** @throws IllegalArgumentException when the key has not {@value #KEY_BYTES} bytes */
    public Seal(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** Seals a text. */
    public String seal(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), 0, context);
        byte[] whole = new byte[NONCE_BYTES + sealed.length];
        System.arraycopy(nonce, 0, whole, 0, NONCE_BYTES);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return PREFIX + Base64.getEncoder().encodeToString(whole);
    }

    /** @throws IllegalStateException when the text was not sealed with this key for this context */
    public String open(String sealed, String context) {
        if (!sealed.startsWith(PREFIX)) {
            throw new IllegalStateException("a secret of " + context + " is sealed in a form that is not known here");
        }
        byte[] whole;
        try {
            whole = Base64.getDecoder().decode(sealed.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a sealed secret of " + context + " is damaged", e);
        }
        if (whole.length < NONCE_BYTES) {
            throw new IllegalStateException("a sealed secret of " + context + " is damaged");
        }
        byte[] nonce = java.util.Arrays.copyOf(whole, NONCE_BYTES);
        return new String(run(Cipher.DECRYPT_MODE, nonce, whole, NONCE_BYTES, context), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, int offset, String context) {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a secret of " + context + " cannot be sealed or opened: is it the same key as before?", e);
        }
    }
}
