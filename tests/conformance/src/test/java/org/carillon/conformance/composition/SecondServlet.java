// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.composition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

/** The second application on the way: it answers and says how the request came. */
@javax.servlet.sip.annotation.SipServlet(name = "second", applicationName = "second", loadOnStartup = 1)
public final class SecondServlet extends SipServlet {
    @Override
    protected void doRequest(SipServletRequest request) throws IOException {
        if (request.getMethod().equals("ACK")) {
            return;
        }
        List<String> path = new ArrayList<>();
        request.getHeaders("X-Path").forEachRemaining(path::add);
        SipServletResponse response = request.createResponse(200);
        response.setHeader(
                "X-Seen",
                path + " "
                        + (request.getRegion() == null
                                ? null
                                : request.getRegion().getType()));
        if (request.getSubscriberURI() != null) {
            response.setHeader("X-Subscriber", request.getSubscriberURI().toString());
        }
        response.send();
    }
}
