// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.mapping;

import java.io.IOException;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

/** Says its name and its parameters. It is declared several times. */
public class NamedServlet extends SipServlet {
    @Override
    protected void doRequest(SipServletRequest request) throws IOException {
        if (request.getMethod().equals("ACK")) {
            return;
        }
        SipServletResponse response = request.createResponse(200);
        response.setHeader(
                "X-Seen",
                getServletName() + " " + getInitParameter("own") + " "
                        + getServletContext().getInitParameter("shared"));
        response.send();
    }
}
