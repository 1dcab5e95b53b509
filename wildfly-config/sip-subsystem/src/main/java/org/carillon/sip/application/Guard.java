// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.sip.SipServletResponse;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.message.Request;
import org.carillon.sip.descriptor.SecurityConstraint;
import org.carillon.sip.descriptor.SecurityPart;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.security.DigestAuthentication;
import org.carillon.sip.security.DigestAuthentication.Proved;
import org.carillon.sip.security.DigestAuthentication.Unproved;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.SipServletRequestImpl;
import org.mobicents.servlet.sip.message.SipServletResponseImpl;

/** Lets a request reach its servlet, or answers it with a challenge or a refusal (JSR 289 chapter 17). */
final class Guard {
    /** Neither can be challenged, RFC 3261 section 22.1; they belong to a request that was. */
    private static final Set<String> UNCHALLENGED = Set.of(Request.ACK, Request.CANCEL);

    private final String realm;
    private final List<SecurityConstraint> constraints;
    private final @Nullable DigestAuthentication authentication;

    /** @param authentication null when no constraint asks for users */
    Guard(String application, SecurityPart security, @Nullable DigestAuthentication authentication) {
        this.realm = security.realm() == null ? application : security.realm();
        this.constraints = security.constraints();
        this.authentication = authentication;
    }

    /** {@return whether the servlet may have the request} Otherwise it has been answered. */
    boolean admits(MobicentsSipServletRequest message, @Nullable String servlet) {
        var request = (SipServletRequestImpl) message;
        if (constraints.isEmpty() || servlet == null || UNCHALLENGED.contains(request.getMethod())) {
            return true;
        }
        // Each use of a nonce counts, so the credentials are looked at once, however many constraints want them.
        var checked = new EnumMap<Asker, DigestAuthentication.Result>(Asker.class);
        for (var constraint : constraints) {
            if (constraint.covers(servlet, request.getMethod()) && !isMet(constraint, request, checked)) {
                return false;
            }
        }
        return true;
    }

    private enum Asker {
        SERVER,
        PROXY
    }

    private boolean isMet(
            SecurityConstraint constraint,
            SipServletRequestImpl request,
            Map<Asker, DigestAuthentication.Result> checked) {
        var roles = constraint.roles();
        if ((roles != null && roles.isEmpty()) || (constraint.confidential() && !request.isSecure())) {
            return refuse(request);
        }
        if (roles == null || authentication == null) {
            return true;
        }
        var result = checked.computeIfAbsent(
                constraint.proxy() ? Asker.PROXY : Asker.SERVER,
                asker -> authentication.check(credentials(request, constraint.proxy()), request.getMethod(), realm));
        if (result instanceof Unproved unproved) {
            return challenge(request, authentication, constraint.proxy(), unproved.stale());
        }
        var caller = ((Proved) result).caller();
        if (!roles.contains(SecurityConstraint.ANY_ROLE) && roles.stream().noneMatch(caller::isUserInRole)) {
            return refuse(request);
        }
        request.setUserPrincipal(caller);
        return true;
    }

    private static List<AuthorizationHeader> credentials(SipServletRequestImpl request, boolean proxy) {
        var name = proxy ? ProxyAuthorizationHeader.NAME : AuthorizationHeader.NAME;
        var found = new ArrayList<AuthorizationHeader>();
        for (var headers = request.getMessage().getHeaders(name); headers.hasNext(); ) {
            if (headers.next() instanceof AuthorizationHeader header) {
                found.add(header);
            }
        }
        return found;
    }

    private boolean challenge(
            SipServletRequestImpl request, DigestAuthentication asking, boolean proxy, boolean stale) {
        var response = request.createResponse(
                proxy ? SipServletResponse.SC_PROXY_AUTHENTICATION_REQUIRED : SipServletResponse.SC_UNAUTHORIZED);
        try {
            for (var value : asking.challenges(realm, stale)) {
                ((SipServletResponseImpl) response)
                        .getMessage()
                        .addHeader(SipFactoryImpl.headerFactory.createHeader(
                                proxy ? "Proxy-Authenticate" : "WWW-Authenticate", value));
            }
        } catch (ParseException e) {
            throw new IllegalStateException("the realm cannot be written: " + realm, e);
        }
        return send(response);
    }

    private static boolean refuse(SipServletRequestImpl request) {
        return send(request.createResponse(SipServletResponse.SC_FORBIDDEN));
    }

    private static boolean send(SipServletResponse response) {
        try {
            response.send();
        } catch (IOException e) {
            SipLogger.LOG.debug("a challenge or refusal was not sent", e);
        }
        return false;
    }
}
