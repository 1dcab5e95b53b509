// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.useragent;

import java.io.IOException;
import java.util.Objects;
import javax.servlet.sip.Address;
import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Scripts for JSR 289 chapter 11. */
@SipServlet(name = "user-agent", applicationName = "user-agent", loadOnStartup = 1)
public final class UserAgentServlet extends Script {
    private static final String INVITE = "invite";

    public void answers(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }

    public void refuses(SipServletRequest request) throws IOException {
        request.createResponse(486, "Occupied").send();
    }

    public void rings(SipServletRequest request) throws IOException {
        request.createResponse(180).send();
        request.getSession().setAttribute(INVITE, request);
    }

    public void ringsCancel(SipServletRequest cancel) throws IOException {
        SipServletRequest invite = (SipServletRequest) cancel.getSession().getAttribute(INVITE);
        String late = outcome(() -> invite.createResponse(200));
        SipServletRequest message = factory.createRequest(
                cancel.getApplicationSession(),
                "MESSAGE",
                cancel.getTo().getURI(),
                cancel.getFrom().getURI());
        message.setHeader("X-Seen", cancel.getMethod() + " " + late + " " + cancel.isCommitted());
        message.send();
    }

    public void answersTwice(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        request.getSession().setAttribute(INVITE, outcome(() -> request.createResponse(486)));
    }

    public void answersTwiceInfo(SipServletRequest request) throws IOException {
        tell(request, request.getSession().getAttribute(INVITE));
    }

    public void sendsOneTwice(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.send();
        request.getSession().setAttribute(INVITE, outcome(() -> {
            response.send();
            return "sent";
        }));
    }

    public void sendsOneTwiceInfo(SipServletRequest request) throws IOException {
        tell(request, request.getSession().getAttribute(INVITE));
    }

    public void createsStatus(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> request.createResponse(99)) + " " + outcome(() -> request.createResponse(700)));
    }

    public void tellsOfAck(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }

    public void tellsOfAckAck(SipServletRequest ack) throws IOException {
        SipServletRequest info = ack.getSession().createRequest("INFO");
        info.setHeader("X-Seen", outcome(() -> ack.createResponse(200)));
        info.send();
    }

    public void refusesAndWaitsForAck(SipServletRequest request) throws IOException {
        request.createResponse(486).send();
        request.getApplicationSession().setAttribute("acks", 0);
    }

    public void refusesAndWaitsForAckAck(SipServletRequest ack) throws IOException {
        factory.createRequest(
                        ack.getApplicationSession(),
                        "MESSAGE",
                        ack.getTo().getURI(),
                        ack.getFrom().getURI())
                .send();
    }

    public void tellsInitial(SipServletRequest request) throws IOException {
        tell(request, request.isInitial());
    }

    public void tellsInitialInfo(SipServletRequest request) throws IOException {
        tell(request, request.isInitial());
    }

    private SipServletRequest outgoing(SipServletRequest request, String method) {
        return followed(
                factory.createRequest(
                        request.getApplicationSession(),
                        method,
                        factory.createSipURI("application", "127.0.0.1"),
                        callee(request)),
                user(request));
    }

    public void calls(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        outgoing(request, "INVITE").send();
    }

    public void callsResponse(SipServletResponse response) throws IOException {
        if (response.getStatus() == 200 && response.getMethod().equals("INVITE")) {
            response.createAck().send();
            response.getSession().createRequest("INFO").send();
        }
    }

    public void copiesAddresses(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        Address to = factory.createAddress(callee(request));
        to.setParameter("tag", "stale");
        followed(factory.createRequest(request.getApplicationSession(), "INVITE", request.getFrom(), to), "none")
                .send();
    }

    public void refusesMethods(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> outgoing(request, "ACK")) + " " + outcome(() -> outgoing(request, "CANCEL")));
    }

    public void refusesMethodsWithin(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }

    public void refusesMethodsWithinInfo(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        tell(
                request,
                outcome(() -> session.createRequest("ACK")) + " " + outcome(() -> session.createRequest("CANCEL")));
    }

    public void pushesRoutes(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        SipServletRequest invite = followed(
                factory.createRequest(
                        request.getApplicationSession(),
                        "INVITE",
                        factory.createSipURI("application", "127.0.0.1"),
                        factory.createSipURI("far", "192.0.2.1")),
                "none");
        var last = factory.createSipURI("last", "192.0.2.2");
        last.setLrParam(true);
        invite.pushRoute(last);
        var first = callee(request);
        first.setLrParam(true);
        invite.pushRoute(first);
        invite.send();
    }

    public void pushesRouteLate(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }

    public void pushesRouteLateInfo(SipServletRequest request) throws IOException {
        SipServletRequest info = request.getSession().createRequest("INFO");
        var route = factory.createSipURI("route", "127.0.0.1");
        route.setLrParam(true);
        tell(request, outcome(() -> {
            info.pushRoute(route);
            return "pushed";
        }));
    }

    public void counts(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        outgoing(request, "INVITE").send();
    }

    public void countsResponse(SipServletResponse response) throws IOException {
        var application = response.getApplicationSession();
        String seen = Objects.toString(application.getAttribute("seen"), "") + response.getStatus() + ",";
        application.setAttribute("seen", seen);
        if (response.getStatus() >= 200) {
            SipServletRequest ack = response.createAck();
            ack.setHeader("X-Seen", seen);
            ack.send();
        }
    }

    public void forks(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        SipServletRequest invite = outgoing(request, "INVITE");
        request.getApplicationSession()
                .setAttribute("first", invite.getSession().getId());
        invite.send();
    }

    public void forksResponse(SipServletResponse response) throws IOException {
        if (!response.getMethod().equals("INVITE") || response.getStatus() < 200) {
            return;
        }
        SipServletRequest ack = response.createAck();
        Object first = response.getApplicationSession().getAttribute("first");
        ack.setHeader("X-Seen", first.equals(response.getSession().getId()) ? "first" : "derived");
        ack.send();
    }

    public void keepsFirst(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        SipServletRequest invite = outgoing(request, "INVITE");
        invite.getApplicationSession().setAttribute("first", invite.getSession().getId());
        invite.send();
    }

    public void keepsFirstResponse(SipServletResponse response) throws IOException {
        boolean first = response.getSession()
                .getId()
                .equals(response.getApplicationSession().getAttribute("first"));
        if (response.getMethod().equals("INVITE") && response.getStatus() >= 200) {
            response.createAck().send();
            if (first) {
                response.getApplicationSession().setAttribute("session", response.getSession());
            } else {
                response.getSession().createRequest("BYE").send();
            }
        }
        if (response.getMethod().equals("BYE")) {
            ((SipSession) response.getApplicationSession().getAttribute("session"))
                    .createRequest("INFO")
                    .send();
        }
    }

    public void acksRefusal(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        outgoing(request, "INVITE").send();
    }

    public void acksRefusalResponse(SipServletResponse response) throws IOException {
        if (response.getMethod().equals("INVITE")) {
            SipServletRequest message = outgoing(response);
            message.setHeader("X-Seen", outcome(response::createAck));
            message.send();
        }
    }

    private SipServletRequest outgoing(SipServletResponse response) {
        return factory.createRequest(
                response.getApplicationSession(),
                "MESSAGE",
                response.getFrom().getURI(),
                response.getTo().getURI());
    }

    public void cancels(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        outgoing(request, "INVITE").send();
    }

    public void cancelsResponse(SipServletResponse response) throws IOException {
        if (response.getStatus() == 180) {
            response.getRequest().createCancel().send();
        } else if (response.getStatus() == 487) {
            SipServletRequest message = outgoing(response);
            message.setHeader("X-Seen", "487");
            message.send();
        }
    }

    public void cancelsLate(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        outgoing(request, "INVITE").send();
    }

    public void cancelsLateResponse(SipServletResponse response) throws IOException {
        if (response.getStatus() == 200 && response.getMethod().equals("INVITE")) {
            SipServletRequest ack = response.createAck();
            ack.setHeader("X-Seen", outcome(() -> response.getRequest().createCancel()));
            ack.send();
        }
    }

    public void pracks(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        outgoing(request, "INVITE").send();
    }

    public void pracksResponse(SipServletResponse response) throws IOException, Rel100Exception {
        if (response.getStatus() == 183) {
            response.createPrack().send();
        } else if (response.getStatus() == 180) {
            response.getApplicationSession().setAttribute("unreliable", outcome(response::createPrack));
        } else if (response.getMethod().equals("INVITE") && response.getStatus() == 200) {
            SipServletRequest ack = response.createAck();
            ack.setHeader(
                    "X-Seen", String.valueOf(response.getApplicationSession().getAttribute("unreliable")));
            ack.send();
        }
    }
}
