// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import gov.nist.javax.sip.header.AuthenticationHeader;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.ProxyAuthorizationHeader;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.security.SipDigestAuthenticator;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** Answers the challenges of other servers, for {@code SipServletRequest.addAuthHeader} (JSR 289 section 17.10). */
public final class DigestAnswers implements SipDigestAuthenticator {
    private static final int CLIENT_NONCE_BYTES = 8;

    /** How many nonces of other servers are remembered; one that was forgotten is counted from 1 again. */
    private static final int MOST_NONCES = 10_000;

    private final SecureRandom random = new SecureRandom();

    /** How often each nonce was used. */
    private final Map<String, Integer> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_NONCES;
        }
    };

    /** Makes one for all applications. */
    public DigestAnswers() {}

    /**
     * {@inheritDoc}
     *
     * <p>The given count is that of CSeq, which is not the one of RFC 7616 section 3.4: the first use of a nonce is 1.
     *
     * @throws IllegalArgumentException when the challenge wants an algorithm or a protection that we do not know
     */
    // Eight parameters, as the implementation's interface has them.
    @Override
    public AuthorizationHeader getAuthorizationHeader(
            String method,
            String uri,
            String body,
            Header challenge,
            String user,
            String password,
            String nonce,
            int count) {
        var asked = (AuthenticationHeader) challenge;
        var algorithm = DigestAlgorithm.of(asked.getAlgorithm())
                .orElseThrow(() -> new IllegalArgumentException("unknown algorithm " + asked.getAlgorithm()));
        var secret = algorithm.hash(user + ':' + asked.getRealm() + ':' + password);
        var question = algorithm.hash(method + ':' + uri);
        var value = new StringBuilder("Digest username=\"" + quoted(user) + "\",realm=\"" + quoted(asked.getRealm())
                + "\",nonce=\"" + nonce + "\",uri=\"" + uri + '"');
        value.append(proof(asked.getQop(), algorithm, secret, nonce, question));
        value.append(",algorithm=").append(algorithm.token());
        if (asked.getOpaque() != null) {
            value.append(",opaque=\"").append(quoted(asked.getOpaque())).append('"');
        }
        var name = challenge instanceof ProxyAuthenticateHeader || challenge instanceof ProxyAuthorizationHeader
                ? ProxyAuthorizationHeader.NAME
                : AuthorizationHeader.NAME;
        try {
            return (AuthorizationHeader) SipFactoryImpl.headerFactory.createHeader(name, value.toString());
        } catch (ParseException e) {
            throw new IllegalArgumentException("the challenge cannot be answered", e);
        }
    }

    private String proof(
            @Nullable String protections, DigestAlgorithm algorithm, String secret, String nonce, String question) {
        if (protections == null) {
            // RFC 2069, which RFC 3261 section 22.4 still allows.
            return ",response=\"" + algorithm.hash(secret + ':' + nonce + ':' + question) + '"';
        }
        requireAuth(protections);
        var client = clientNonce();
        var uses = String.format(Locale.ROOT, "%08x", nextCount(nonce));
        var proof = algorithm.hash(String.join(":", secret, nonce, uses, client, "auth", question));
        return ",response=\"" + proof + "\",qop=auth,nc=" + uses + ",cnonce=\"" + client + '"';
    }

    private synchronized int nextCount(String nonce) {
        return counts.merge(nonce, 1, Integer::sum);
    }

    private static void requireAuth(String protections) {
        for (var protection : protections.split(",", -1)) {
            if (protection.strip().equalsIgnoreCase("auth")) {
                return;
            }
        }
        throw new IllegalArgumentException("only qop auth is known, not " + protections);
    }

    private String clientNonce() {
        var bytes = new byte[CLIENT_NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String quoted(String text) {
        return text.replaceAll("[\\\\\"]", "\\\\$0");
    }
}
