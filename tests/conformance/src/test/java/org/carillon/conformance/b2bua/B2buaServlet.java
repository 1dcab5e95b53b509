// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.b2bua;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.TooManyHopsException;
import javax.servlet.sip.UAMode;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Scripts for JSR 289 chapter 12. */
@SipServlet(name = "b2bua", applicationName = "b2bua", loadOnStartup = 1)
public final class B2buaServlet extends Script {
    private SipServletRequest out(SipServletRequest request, Map<String, List<String>> headers)
            throws TooManyHopsException {
        SipServletRequest invite =
                followed(request.getB2buaHelper().createRequest(request, true, headers), user(request));
        invite.setRequestURI(callee(request));
        return invite;
    }

    public void connects(SipServletRequest request) throws IOException, TooManyHopsException {
        out(request, Map.of("X-Added", List.of("one"))).send();
    }

    public void connectsResponse(SipServletResponse response) throws IOException {
        B2buaHelper helper = response.getRequest().getB2buaHelper();
        if (response.getMethod().equals("INVITE")) {
            SipServletResponse answer = helper.createResponseToOriginalRequest(
                    helper.getLinkedSession(response.getSession()), response.getStatus(), response.getReasonPhrase());
            answer.send();
        } else {
            SipServletRequest linked = helper.getLinkedSipServletRequest(response.getRequest());
            linked.createResponse(response.getStatus()).send();
        }
    }

    public void connectsAck(SipServletRequest ack) throws IOException {
        B2buaHelper helper = ack.getB2buaHelper();
        for (var message : helper.getPendingMessages(helper.getLinkedSession(ack.getSession()), UAMode.UAC)) {
            if (message instanceof SipServletResponse response && response.getStatus() == 200) {
                response.createAck().send();
            }
        }
    }

    public void connectsInfo(SipServletRequest request) throws IOException {
        relay(request);
    }

    public void connectsBye(SipServletRequest request) throws IOException {
        relay(request);
    }

    private static void relay(SipServletRequest request) throws IOException {
        B2buaHelper helper = request.getB2buaHelper();
        helper.createRequest(helper.getLinkedSession(request.getSession()), request, null)
                .send();
    }

    public void connectsCancel(SipServletRequest cancel) throws IOException {
        B2buaHelper helper = cancel.getB2buaHelper();
        helper.createCancel(helper.getLinkedSession(cancel.getSession())).send();
    }

    public void replaces(SipServletRequest request) throws IOException, TooManyHopsException {
        out(request, Map.of("From", List.of("\"Somebody\" <sip:else@192.0.2.1>"), "X-Kept", List.of("changed")))
                .send();
    }

    public void linksSystemHeader(SipServletRequest request) throws IOException {
        tell(
                request,
                outcome(() ->
                        request.getB2buaHelper().createRequest(request, true, Map.of("Call-ID", List.of("mine")))));
    }

    public void linksTwice(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        tell(request, outcome(() -> {
            B2buaHelper helper = request.getB2buaHelper();
            SipSession one = factory.createRequest(
                            request.getApplicationSession(), "INVITE", request.getFrom(), request.getTo())
                    .getSession();
            SipSession two = factory.createRequest(
                            request.getApplicationSession(), "INVITE", request.getFrom(), request.getTo())
                    .getSession();
            helper.linkSipSessions(session, one);
            helper.linkSipSessions(session, two);
            return "linked";
        }));
    }

    public void unlinks(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        tell(request, outcome(() -> {
            B2buaHelper helper = request.getB2buaHelper();
            SipSession one = factory.createRequest(
                            request.getApplicationSession(), "INVITE", request.getFrom(), request.getTo())
                    .getSession();
            helper.linkSipSessions(session, one);
            boolean both = helper.getLinkedSession(session) == one && helper.getLinkedSession(one) == session;
            helper.unlinkSipSessions(session);
            return both + " " + helper.getLinkedSession(session);
        }));
    }

    public void helperAfterProxy(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            request.getProxy();
            return request.getB2buaHelper();
        }));
    }

    public void proxyAfterHelper(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            request.getB2buaHelper();
            return request.getProxy();
        }));
    }

    public void linksNothing(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> request.getB2buaHelper().createRequest((SipServletRequest) null)));
    }

    public void copiesBody(SipServletRequest request) throws IOException, TooManyHopsException {
        request.getB2buaHelper();
        SipServletRequest message = followed(request.getB2buaHelper().createRequest(request), "none");
        message.setRequestURI(callee(request));
        message.send();
        request.createResponse(202).send();
    }
}
