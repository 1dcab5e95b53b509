// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.security;

import java.io.IOException;
import javax.servlet.sip.AuthInfo;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.carillon.conformance.app.Script;

/** Says who called. It is declared several times in sip.xml. */
public final class SecurityServlet extends Script {
    @Override
    protected void doRequest(SipServletRequest request) throws jakarta.servlet.ServletException, IOException {
        if (request.getMethod().equals("ACK")) {
            return;
        }
        if ("callsOut".equals(user(request))) {
            callsOut(request);
            return;
        }
        tell(
                request,
                getServletName() + " " + request.getRemoteUser() + " " + request.isUserInRole("caller") + " "
                        + (request.getUserPrincipal() != null));
    }

    private void callsOut(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        factory.createRequest(
                        request.getApplicationSession(),
                        "INVITE",
                        factory.createSipURI("application", "127.0.0.1"),
                        callee(request))
                .send();
    }

    @Override
    protected void doErrorResponse(SipServletResponse response) throws IOException {
        if (response.getStatus() != 401 && response.getStatus() != 407) {
            return;
        }
        AuthInfo info = factory.createAuthInfo();
        response.getChallengeRealms()
                .forEachRemaining(realm -> info.addAuthInfo(response.getStatus(), realm, "carol", "pass"));
        SipServletRequest again = response.getSession().createRequest("INVITE");
        again.addAuthHeader(response, info);
        again.send();
    }

    @Override
    protected void doResponse(SipServletResponse response) throws jakarta.servlet.ServletException, IOException {
        if (response.getStatus() >= 400) {
            doErrorResponse(response);
        }
    }
}
