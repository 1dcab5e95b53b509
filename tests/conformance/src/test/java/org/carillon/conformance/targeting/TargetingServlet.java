// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.targeting;

import java.io.IOException;
import java.util.Objects;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.annotation.SipApplicationKey;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;
import org.jspecify.annotations.Nullable;

/** Scripts for requests that find their application session. */
@SipServlet(name = "targeting", loadOnStartup = 1)
public final class TargetingServlet extends Script {
    /** A request with X-Room belongs to the session of that room. */
    @SipApplicationKey
    public static @Nullable String room(SipServletRequest request) {
        return request.getHeader("X-Room");
    }

    public void counts(SipServletRequest request) throws IOException {
        var application = request.getApplicationSession();
        int count = 1 + (Integer) Objects.requireNonNullElse(application.getAttribute("count"), 0);
        application.setAttribute("count", count);
        tell(request, count);
    }

    // Deprecated by JSR 289 itself, which wants it all the same.
    @SuppressWarnings("deprecation")
    public void encodes(SipServletRequest request) throws IOException {
        request.getApplicationSession().setAttribute("secret", "found");
        request.getApplicationSession().setInvalidateWhenReady(false);
        SipURI uri = factory.createSipURI("reads", "127.0.0.1");
        uri.setPort(request.getLocalPort());
        request.getApplicationSession().encodeURI(uri);
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-Seen", uri.toString());
        response.send();
    }

    public void reads(SipServletRequest request) throws IOException {
        tell(request, request.getApplicationSession().getAttribute("secret"));
    }

    public void byKey(SipServletRequest request) throws IOException {
        var session = factory.createApplicationSessionByKey("hall");
        tell(
                request,
                session.getId()
                        .equals(factory.createApplicationSessionByKey("hall").getId()));
    }

    public void timeout(SipServletRequest request) throws IOException {
        long left = request.getApplicationSession().getExpirationTime() - System.currentTimeMillis();
        tell(request, left > 60_000 && left <= 120_000);
    }

    public void page(SipServletRequest request) throws IOException {
        request.getApplicationSession().setInvalidateWhenReady(false);
        request.getApplicationSession().setAttribute("secret", "from SIP");
        tell(request, request.getApplicationSession().getId());
    }
}
