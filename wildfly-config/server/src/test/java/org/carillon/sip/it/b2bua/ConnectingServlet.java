// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.b2bua;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.UAMode;
import org.carillon.sip.it.beans.CallCounter;

/** Connects a caller with {@code sip:callee@127.0.0.1:PORT}, where the user part of the called URI is the port. */
@SuppressWarnings("NullAway.Init") // The container injects the fields.
public class ConnectingServlet extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    @Inject
    private transient CallCounter counter;

    /** Made by the container. */
    public ConnectingServlet() {}

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException, ServletException {
        counter.increment();
        var called = (SipURI) invite.getRequestURI();
        var target = factory.createSipURI("callee", "127.0.0.1");
        target.setPort(Integer.parseInt(called.getUser()));
        // The variant without these arguments does not link the two sessions.
        var outgoing = invite.getB2buaHelper().createRequest(invite, true, Map.of());
        outgoing.setRequestURI(target);
        copyBody(invite.getRawContent(), invite.getContentType(), outgoing);
        outgoing.getSession().setAttribute("invite", invite);
        outgoing.send();
    }

    private static void copyBody(byte[] body, String type, javax.servlet.sip.SipServletMessage target)
            throws IOException {
        if (body != null) {
            target.setContent(body, type);
        }
    }

    @Override
    protected void doResponse(SipServletResponse response) throws IOException {
        if (!response.getMethod().equals("INVITE") || response.getStatus() == SipServletResponse.SC_TRYING) {
            return;
        }
        if (response.getStatus() == SipServletResponse.SC_OK) {
            response.createAck().send();
        }
        var invite = (SipServletRequest) response.getSession().getAttribute("invite");
        var answer = invite.createResponse(response.getStatus());
        copyBody(response.getRawContent(), response.getContentType(), answer);
        answer.send();
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        // The link may be gone as soon as the 200 has been sent, because it ends the session.
        var linked = bye.getB2buaHelper().getLinkedSession(bye.getSession());
        bye.getB2buaHelper().createRequest(linked, bye, null).send();
        bye.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    protected void doCancel(SipServletRequest cancel) throws IOException {
        var helper = cancel.getB2buaHelper();
        var linked = helper.getLinkedSession(cancel.getSession());
        helper.getPendingMessages(linked, UAMode.UAC);
        helper.createCancel(linked).send();
    }
}
