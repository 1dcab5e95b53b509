// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.refusals;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import javax.servlet.sip.AuthInfo;
import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipSessionBindingEvent;
import javax.servlet.sip.SipSessionBindingListener;
import javax.servlet.sip.UAMode;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Tries what is not allowed and tells what comes of it. */
@SipServlet(name = "refusals", applicationName = "refusals", loadOnStartup = 1)
@SuppressWarnings({"NullAway", "NullAway.Init"})
public final class RefusalsServlet extends Script {
    /** A value that cannot stand being bound. */
    private record Troubled() implements SipSessionBindingListener {
        @Override
        public void valueBound(SipSessionBindingEvent event) {
            throw new IllegalStateException("bound");
        }

        @Override
        public void valueUnbound(SipSessionBindingEvent event) {
            throw new IllegalStateException("unbound");
        }
    }

    public void extensions(SipServletRequest request) throws IOException {
        var supported = (List<?>) getServletContext().getAttribute("javax.servlet.sip.supported");
        tell(request, supported.contains("nothingSupportsThis"));
    }

    public void secure(SipServletRequest request) throws IOException {
        tell(request, request.isSecure());
    }

    public void language(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getAcceptLanguage() + " " + request.getAcceptLanguages().hasNext());
    }

    public void nullAttributes(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        tell(
                request,
                outcome(() -> {
                            session.setAttribute(null, "value");
                            return "set";
                        })
                        + " "
                        + outcome(() -> {
                            session.setAttribute("name", null);
                            return "set";
                        }));
    }

    public void troubled(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        tell(request, outcome(() -> {
            session.setAttribute("troubled", new Troubled());
            session.removeAttribute("troubled");
            return "both";
        }));
    }

    public void unknownTimer(SipServletRequest request) throws IOException {
        tell(request, request.getApplicationSession().getTimer("none"));
    }

    public void path(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> request.getProxy().getPathURI()));
    }

    private SipSession invalid(SipServletRequest request) {
        SipSession session = factory.createRequest(
                        request.getApplicationSession(), "INVITE", request.getFrom(), request.getTo())
                .getSession();
        session.invalidate();
        return session;
    }

    public void pending(SipServletRequest request) throws IOException {
        B2buaHelper helper = request.getB2buaHelper();
        tell(request, outcome(() -> helper.getPendingMessages(invalid(request), UAMode.UAC)));
    }

    public void original(SipServletRequest request) throws IOException {
        B2buaHelper helper = request.getB2buaHelper();
        tell(
                request,
                outcome(() -> helper.createResponseToOriginalRequest(invalid(request), 200, "OK")) + " "
                        + outcome(() -> helper.createResponseToOriginalRequest(null, 200, "OK")));
    }

    public void foreignInterface(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            request.getSession().setOutboundInterface(new InetSocketAddress("192.0.2.1", 5060));
            return "set";
        }));
    }

    public void stranger(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getRemoteUser() + " " + request.getUserPrincipal() + " " + request.isUserInRole("caller"));
    }

    public void challenged(SipServletRequest request) throws ServletException, IOException {
        SipServletRequest made = factory.createRequest(
                request.getApplicationSession(), "MESSAGE", request.getFrom().getURI(), callee(request));
        made.getSession().setAttribute("asked", request);
        followed(made, "challenged").send();
    }

    public void challengedResponse(SipServletResponse response) throws IOException {
        SipServletRequest asked = (SipServletRequest) response.getSession().getAttribute("asked");
        SipServletRequest again = response.getSession().createRequest("MESSAGE");
        AuthInfo info = factory.createAuthInfo();
        info.addAuthInfo(401, "elsewhere", "user", "secret");
        tell(asked, outcome(() -> {
            again.addAuthHeader(response, info);
            return "answered";
        }));
    }
}
