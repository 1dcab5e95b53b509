// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.sip.header.AuthorizationHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a client says in Authorization or Proxy-Authorization, with {@code qop=auth} (RFC 7616 section 3.4).
 *
 * @param user name of the user
 * @param algorithm which hash was used
 * @param nonce which nonce it answers
 * @param count how often the nonce was used, from 1
 * @param countText the same as it was written, eight hexadecimal digits
 * @param clientNonce random text of the client
 * @param uri what it says that it asked for
 * @param response the proof
 */
record DigestCredentials(
        String user,
        DigestAlgorithm algorithm,
        String nonce,
        long count,
        String countText,
        String clientNonce,
        String uri,
        String response) {
    private static final int HEXADECIMAL = 16;
    private static final int COUNT_DIGITS = 8;

    /** {@return what a header says, or null when it lacks something or is not of our kind} */
    static @Nullable DigestCredentials of(AuthorizationHeader header) {
        var algorithm = DigestAlgorithm.of(header.getAlgorithm());
        var count = header.getParameter("nc");
        var user = header.getUsername();
        var nonce = header.getNonce();
        var clientNonce = header.getCNonce();
        var uri = header.getParameter("uri");
        var response = header.getResponse();
        if (!"Digest".equalsIgnoreCase(header.getScheme())
                || algorithm.isEmpty()
                || !"auth".equalsIgnoreCase(header.getQop())
                || user == null
                || nonce == null
                || clientNonce == null
                || uri == null
                || response == null
                || count == null
                || !count.matches("[0-9a-fA-F]{" + COUNT_DIGITS + '}')) {
            return null;
        }
        return new DigestCredentials(
                user, algorithm.get(), nonce, Long.parseLong(count, HEXADECIMAL), count, clientNonce, uri, response);
    }

    /**
     * Compares the proof with what it must be, in a time that says nothing about where they differ.
     *
     * @param secret hash of user, realm and password
     */
    boolean isProof(String secret, String method) {
        var expected = algorithm.hash(
                String.join(":", secret, nonce, countText, clientNonce, "auth", algorithm.hash(method + ':' + uri)));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), response.getBytes(StandardCharsets.UTF_8));
    }
}
