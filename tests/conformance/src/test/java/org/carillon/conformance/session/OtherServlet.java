// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.session;

import java.io.IOException;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

/** A second servlet, which a session can be handed to. */
@javax.servlet.sip.annotation.SipServlet(name = "other", applicationName = "session")
public final class OtherServlet extends SipServlet {
    @Override
    protected void doInfo(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-Seen", getServletName());
        response.send();
    }

    @Override
    protected void doBye(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }
}
