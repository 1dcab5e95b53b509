// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;

/**
 * Ids of application sessions in URLs. Each carries a proof that this application has written it: an id alone has 32
 * random bits, or is the application's own word for a session, and could be guessed.
 */
final class SessionKeys {
    static final String PARAMETER = MobicentsSipApplicationSession.SIP_APPLICATION_KEY_PARAM_NAME;

    private static final String HMAC = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int PROOF_BYTES = 16;
    private static final char SEPARATOR = ';';

    private final SecretKeySpec secret;

    SessionKeys() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        secret = new SecretKeySpec(bytes, HMAC);
    }

    /** {@return the URL with the key of a session, before its fragment} */
    String encode(String url, String id) {
        var fragment = url.indexOf('#');
        var end = fragment < 0 ? url.length() : fragment;
        var key = URLEncoder.encode(id + SEPARATOR + proof(id), StandardCharsets.UTF_8);
        var first = url.substring(0, end).indexOf('?') < 0;
        return url.substring(0, end) + (first ? '?' : '&') + PARAMETER + '=' + key + url.substring(end);
    }

    /** {@return the id that a query carries, or null when there is none that was written here} */
    @Nullable
    String decode(@Nullable String query) {
        if (query == null) {
            return null;
        }
        // Read from the query itself: whether parameters are decoded is a setting of the listener.
        for (var part : query.split("&", -1)) {
            if (part.startsWith(PARAMETER + '=')) {
                return checked(part.substring(PARAMETER.length() + 1));
            }
        }
        return null;
    }

    private @Nullable String checked(String encoded) {
        try {
            var key = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            var end = key.lastIndexOf(SEPARATOR);
            return end > 0 && isProof(key.substring(end + 1), key.substring(0, end)) ? key.substring(0, end) : null;
        } catch (IllegalArgumentException e) {
            // A percent sign without two hexadecimal digits.
            return null;
        }
    }

    private boolean isProof(String proof, String id) {
        return MessageDigest.isEqual(
                proof.getBytes(StandardCharsets.UTF_8), proof(id).getBytes(StandardCharsets.UTF_8));
    }

    private String proof(String id) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(secret);
            var whole = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, PROOF_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
