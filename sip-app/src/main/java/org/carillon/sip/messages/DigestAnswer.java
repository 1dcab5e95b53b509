// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carillon.engine.calls.signalling.SipCredentials;

/** The answer to a digest challenge (RFC 7616, RFC 8760): SHA-256 when it is offered, else MD5; qop auth or none. */
public final class DigestAnswer {
    private static final Pattern PARAMETER =
            Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s,\"]++))");
    /** Far more than any registrar sends; a longer challenge is not answered, since reading it would cost stack. */
    private static final int LONGEST = 4000;
    /** Every challenge is answered once, with a client nonce of its own, so the count never rises. */
    private static final String COUNT = "00000001";

    private DigestAnswer() {}

    /**
     * The value of the Authorization or Proxy-Authorization header.
     *
     * @param challenges the values of WWW-Authenticate or Proxy-Authenticate
     * @param clientNonce drawn at random for this answer
     * @return empty when no challenge asks for something that we know in at most 4,000 characters
     */
    public static Optional<String> to(
            List<String> challenges, SipCredentials credentials, String method, String uri, String clientNonce) {
        return challenges.stream()
                .filter(text -> text.length() <= LONGEST)
                .filter(text -> text.strip().toLowerCase(Locale.ROOT).startsWith("digest"))
                .map(DigestAnswer::parameters)
                .filter(DigestAnswer::isKnown)
                .min(Comparator.comparing(challenge -> algorithm(challenge).startsWith("SHA-256") ? 0 : 1))
                .map(challenge -> answer(challenge, credentials, method, uri, clientNonce));
    }

    private static boolean isKnown(Map<String, String> challenge) {
        return challenge.containsKey("nonce")
                && challenge.containsKey("realm")
                && List.of("MD5", "SHA-256").contains(algorithm(challenge))
                && (!challenge.containsKey("qop") || hasAuth(challenge));
    }

    private static boolean hasAuth(Map<String, String> challenge) {
        return List.of(challenge.getOrDefault("qop", "").split("\\s*,\\s*", -1)).contains("auth");
    }

    private static String algorithm(Map<String, String> challenge) {
        return challenge.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    }

    private static String answer(
            Map<String, String> challenge, SipCredentials credentials, String method, String uri, String clientNonce) {
        String algorithm = algorithm(challenge);
        String realm = challenge.getOrDefault("realm", "");
        String nonce = challenge.getOrDefault("nonce", "");
        String secret = hash(algorithm, credentials.user() + ":" + realm + ":" + credentials.password());
        String request = hash(algorithm, method + ":" + uri);
        StringBuilder header = new StringBuilder("Digest username=")
                .append(quoted(credentials.user()))
                .append(", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=" + quoted(uri) + ", algorithm=")
                .append(algorithm);
        if (hasAuth(challenge)) {
            String middle = ":" + nonce + ":" + COUNT + ":" + clientNonce + ":auth:";
            header.append(", qop=auth, nc=" + COUNT + ", cnonce=" + quoted(clientNonce))
                    .append(", response=" + quoted(hash(algorithm, secret + middle + request)));
        } else {
            header.append(", response=" + quoted(hash(algorithm, secret + ":" + nonce + ":" + request)));
        }
        if (challenge.containsKey("opaque")) {
            header.append(", opaque=\"" + challenge.get("opaque") + "\"");
        }
        return header.toString();
    }

    /** Quoted values stay escaped as they came: they are sent back as they are. */
    private static Map<String, String> parameters(String challenge) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
