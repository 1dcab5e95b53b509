// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a challenge as RFC 7616 says.
 *
 * @param challenge value of WWW-Authenticate or Proxy-Authenticate
 * @param user name
 * @param password secret
 */
public record Digest(String challenge, String user, String password) {
    /** {@return a parameter of the challenge, without quotes; empty when it has none} */
    public String parameter(String name) {
        Matcher matcher =
                Pattern.compile("[ ,]" + name + "=(?:\"([^\"]*)\"|([^,\\s]*))").matcher(" " + challenge);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    /** {@return a header value for a request} */
    public String answer(String method, String uri, int count) {
        return answer(method, uri, count, "0a4f113b");
    }

    /** {@return what the first answer must be with this random text of the client} */
    public String answerOf(String method, String uri, String clientNonce) {
        return answer(method, uri, 1, clientNonce);
    }

    private String answer(String method, String uri, int count, String clientNonce) {
        String uses = String.format(Locale.ROOT, "%08x", count);
        String proof = hash(String.join(
                ":",
                hash(user + ":" + parameter("realm") + ":" + password),
                parameter("nonce"),
                uses,
                clientNonce,
                "auth",
                hash(method + ":" + uri)));
        return "Digest username=\"" + user + "\",realm=\"" + parameter("realm") + "\",nonce=\"" + parameter("nonce")
                + "\",uri=\"" + uri + "\",response=\"" + proof + "\",qop=auth,nc=" + uses
                + ",cnonce=\"" + clientNonce + "\",algorithm=" + parameter("algorithm");
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(parameter("algorithm"));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
