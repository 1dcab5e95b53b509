// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.auth.server.RealmUnavailableException;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.security.auth.server.ServerAuthenticationContext;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.password.interfaces.ClearPassword;
import org.wildfly.security.password.interfaces.DigestPassword;
import org.wildfly.security.password.spec.DigestPasswordAlgorithmSpec;

/** The users of an Elytron security domain. They need a clear password, or a digest one of the same realm. */
public final class ElytronUsers implements Users {
    private final SecurityDomain domain;

    /** @param domain where they are */
    public ElytronUsers(SecurityDomain domain) {
        this.domain = domain;
    }

    @Override
    public @Nullable User find(String name, String realm, DigestAlgorithm algorithm) {
        var context = domain.createNewAuthenticationContext();
        try {
            context.setAuthenticationName(name);
            var secret = context.exists() ? secret(context, name, realm, algorithm) : null;
            if (secret == null || !context.authorize()) {
                context.fail();
                return null;
            }
            context.succeed();
            var roles = new HashSet<String>();
            context.getAuthorizedIdentity().getRoles().forEach(roles::add);
            return new User(name, secret, Set.copyOf(roles));
        } catch (RealmUnavailableException e) {
            throw new IllegalStateException("the security realm cannot be asked", e);
        } catch (IllegalArgumentException e) {
            // A name that no user of this realm can have.
            return null;
        }
    }

    private static @Nullable String secret(
            ServerAuthenticationContext context, String name, String realm, DigestAlgorithm algorithm)
            throws RealmUnavailableException {
        var clear = context.getCredential(PasswordCredential.class, ClearPassword.ALGORITHM_CLEAR);
        if (clear != null) {
            var password = clear.getPassword(ClearPassword.class);
            return algorithm.hash(name + ':' + realm + ':' + new String(password.getPassword()));
        }
        var kind = algorithm == DigestAlgorithm.MD5
                ? DigestPassword.ALGORITHM_DIGEST_MD5
                : DigestPassword.ALGORITHM_DIGEST_SHA_256;
        var digest =
                context.getCredential(PasswordCredential.class, kind, new DigestPasswordAlgorithmSpec(name, realm));
        return digest == null
                ? null
                : HexFormat.of()
                        .formatHex(digest.getPassword(DigestPassword.class).getDigest());
    }
}
