// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.lasting;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;

/** Answers calls, and tells within them what it has noted; connects those to {@code sip:PORT@...} with a callee at that port. */
public class LastingServlet extends SipServlet {
    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public LastingServlet() {}

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException, ServletException {
        var called = ((SipURI) invite.getRequestURI()).getUser();
        if (called != null && called.matches("[0-9]+")) {
            var outgoing = invite.getB2buaHelper().createRequest(invite, true, Map.of());
            ((SipURI) outgoing.getRequestURI()).setPort(Integer.parseInt(called));
            outgoing.send();
            return;
        }
        if (invite.isInitial()) {
            invite.getSession().setAttribute("caller", invite.getFrom().getURI().toString());
            invite.getApplicationSession().setAttribute("asked", List.of(invite.getCallId(), 1));
            // Nothing that could be copied.
            invite.getSession().setAttribute("here", new Object());
        }
        invite.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    protected void doInfo(SipServletRequest info) throws IOException {
        var answer = info.createResponse(SipServletResponse.SC_OK);
        answer.setHeader("X-Caller", String.valueOf(info.getSession().getAttribute("caller")));
        answer.setHeader("X-Asked", String.valueOf(info.getApplicationSession().getAttribute("asked")));
        answer.setHeader("X-State", info.getSession().getState().name());
        answer.send();
    }

    @Override
    protected void doSuccessResponse(SipServletResponse response) throws IOException {
        if (response.getMethod().equals("INVITE")) {
            response.createAck().send();
            response.getRequest()
                    .getB2buaHelper()
                    .getLinkedSipServletRequest(response.getRequest())
                    .createResponse(SipServletResponse.SC_OK)
                    .send();
        }
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        var helper = bye.getB2buaHelper();
        var linked = helper.getLinkedSession(bye.getSession());
        if (linked != null) {
            helper.createRequest(linked, bye, null).send();
        }
        bye.createResponse(SipServletResponse.SC_OK).send();
    }
}
