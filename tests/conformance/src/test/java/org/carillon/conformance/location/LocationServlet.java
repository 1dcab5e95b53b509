// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.location;

import jakarta.servlet.ServletException;
import java.io.IOException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Sends requests to the URI in X-To and tells what comes of them. */
@SipServlet(name = "location", applicationName = "location", loadOnStartup = 1)
@SuppressWarnings("NullAway.Init")
public final class LocationServlet extends Script {
    private SipServletRequest to(SipServletRequest asked, String method, String script) throws ServletException {
        SipServletRequest made = factory.createRequest(
                asked.getApplicationSession(),
                method,
                asked.getFrom().getURI(),
                factory.createURI(asked.getHeader("X-To")));
        made.getSession().setAttribute("asked", asked);
        return followed(made, script);
    }

    public void sends(SipServletRequest asked) throws ServletException, IOException {
        to(asked, "MESSAGE", "sends").send();
    }

    public void sendsResponse(SipServletResponse response) throws IOException {
        tell((SipServletRequest) response.getSession().getAttribute("asked"), response.getStatus());
    }

    /** Goes through a proxy that has a name. */
    public void sendsByRoute(SipServletRequest asked) throws ServletException, IOException {
        SipServletRequest made = factory.createRequest(
                asked.getApplicationSession(),
                "MESSAGE",
                asked.getFrom().getURI(),
                factory.createURI("sip:who@192.0.2.9"));
        made.pushRoute(factory.createAddress("<" + asked.getHeader("X-To") + ";lr>"));
        made.getSession().setAttribute("asked", asked);
        followed(made, "sends").send();
    }

    public void calls(SipServletRequest asked) throws ServletException, IOException {
        to(asked, "INVITE", "calls").send();
    }

    public void callsResponse(SipServletResponse response) throws IOException {
        SipServletRequest asked = (SipServletRequest) response.getSession().getAttribute("asked");
        if (response.getMethod().equals("INVITE") && response.getStatus() == 200) {
            response.createAck().send();
            response.getSession().createRequest("BYE").send();
        } else if (response.getStatus() >= 200) {
            tell(asked, response.getMethod() + " " + response.getStatus());
        }
    }

    /** Cancels what cannot have left yet. */
    public void cancels(SipServletRequest asked) throws ServletException, IOException {
        SipServletRequest made = to(asked, "INVITE", "calls");
        made.send();
        made.createCancel().send();
    }

    public void sendsTwice(SipServletRequest asked) throws ServletException, IOException {
        SipServletRequest made = to(asked, "MESSAGE", "nothing");
        made.send();
        tell(asked, outcome(() -> {
            made.send();
            return "sent";
        }));
    }

    public void proxies(SipServletRequest asked) throws ServletException, IOException {
        asked.getProxy().proxyTo(factory.createURI(asked.getHeader("X-To")));
    }

    public void answers(SipServletRequest asked) throws IOException {
        asked.createResponse(200).send();
    }
}
