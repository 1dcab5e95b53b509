// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.lasting;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSessionActivationListener;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;
import javax.servlet.sip.annotation.SipListener;

/** Answers calls, and tells within them what it has noted; connects those to {@code sip:PORT@...} with a callee at that port. */
@SipListener
@SuppressWarnings("NullAway.Init") // The container injects the field.
public class LastingServlet extends SipServlet implements TimerListener, SipApplicationSessionActivationListener {
    private static final long serialVersionUID = 1L;

    /** Later than a test takes to end the node. */
    private static final long FIRST_MILLIS = 4_000;

    private static final long PERIOD_MILLIS = 500;

    @Resource
    private transient TimerService timers;

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
            if ("timed".equals(called)) {
                timers.createTimer(invite.getApplicationSession(), FIRST_MILLIS, PERIOD_MILLIS, true, false, "tick");
            }
        }
        invite.createResponse(SipServletResponse.SC_OK).send();
    }

    /** Tells the caller. */
    @Override
    public void timeout(ServletTimer timer) {
        var session =
                (SipSession) timer.getApplicationSession().getSessions("SIP").next();
        try {
            var info = session.createRequest("INFO");
            info.setHeader("X-Timer", String.valueOf(timer.getInfo()));
            info.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No session of this application goes to sleep. */
    @Override
    public void sessionWillPassivate(SipApplicationSessionEvent event) {}

    /** Notes that the session came here from another node, with its SIP sessions. */
    @Override
    public void sessionDidActivate(SipApplicationSessionEvent event) {
        var session = event.getApplicationSession();
        session.setAttribute("came", session.getSessions("SIP").hasNext());
    }

    @Override
    protected void doInfo(SipServletRequest info) throws IOException {
        var answer = info.createResponse(SipServletResponse.SC_OK);
        answer.setHeader("X-Caller", String.valueOf(info.getSession().getAttribute("caller")));
        answer.setHeader("X-Asked", String.valueOf(info.getApplicationSession().getAttribute("asked")));
        answer.setHeader("X-Came", String.valueOf(info.getApplicationSession().getAttribute("came")));
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
        List.copyOf(bye.getApplicationSession().getTimers()).forEach(ServletTimer::cancel);
        var helper = bye.getB2buaHelper();
        var linked = helper.getLinkedSession(bye.getSession());
        if (linked != null) {
            helper.createRequest(linked, bye, null).send();
        }
        bye.createResponse(SipServletResponse.SC_OK).send();
    }
}
