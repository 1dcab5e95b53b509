// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sip.header.AuthorizationHeader;

/**
 * Finds out who sent a request.
 *
 * <p>A stranger and a wrong password get the same answer after the same work. Safe for all threads. Each node has nonces
 * of its own, see {@link Nonces}.
 */
public final class DigestAuthentication {
    private final Users users;
    private final Nonces nonces;

    /** @param users who may call */
    public DigestAuthentication(Users users, Clock clock) {
        this.users = users;
        this.nonces = new Nonces(clock);
    }

    /** What came of a request's credentials. */
    public sealed interface Result {}

    /** It is this user. */
    public record Proved(Caller caller) implements Result {}

    /**
     * The client must prove who it is.
     *
     * @param stale whether the password was right and only the nonce is of no use any more
     */
    public record Unproved(boolean stale) implements Result {}

    /**
     * Looks at the credentials of a request.
     *
     * @param headers every Authorization (or Proxy-Authorization) of the request; those of other realms are passed over
     */
    public Result check(List<AuthorizationHeader> headers, String method, String realm) {
        for (var header : headers) {
            var credentials = realm.equals(header.getRealm()) ? DigestCredentials.of(header) : null;
            if (credentials != null) {
                return check(credentials, method, realm);
            }
        }
        return new Unproved(false);
    }

    private Result check(DigestCredentials credentials, String method, String realm) {
        var user = users.find(credentials.user(), realm, credentials.algorithm());
        var secret = user == null ? credentials.algorithm().hash("nobody") : user.secret();
        var proof = credentials.isProof(secret, method);
        if (!proof || user == null) {
            return new Unproved(false);
        }
        if (nonces.look(credentials.nonce()) == Nonces.State.STALE
                || nonces.use(credentials.nonce(), credentials.count()) == Nonces.State.STALE) {
            return new Unproved(true);
        }
        return new Proved(new Caller(user.name(), user.roles()));
    }

    /** {@return the values of WWW-Authenticate (or Proxy-Authenticate) of a challenge, best algorithm first} */
    public List<String> challenges(String realm, boolean stale) {
        var values = new ArrayList<String>();
        var nonce = nonces.next();
        for (var algorithm : DigestAlgorithm.values()) {
            values.add("Digest realm=\"" + realm.replaceAll("[\\\\\"]", "\\\\$0") + "\",nonce=\"" + nonce
                    + "\",qop=\"auth\",algorithm=" + algorithm.token() + (stale ? ",stale=true" : ""));
        }
        return values;
    }
}
