// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust.app;

import java.io.IOException;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipErrorEvent;
import javax.servlet.sip.SipErrorListener;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;
import javax.servlet.sip.annotation.SipListener;

/**
 * Rings and answers every call, answers everything else with 200, and gives a call up that is not acknowledged or lasts for too long.
 *
 * <p>The system property {@code robust.fault} of the server plants a fault: {@code leak} keeps something of
 * every MESSAGE for an hour, {@code log} throws at every MESSAGE.
 */
@SipListener
@javax.servlet.sip.annotation.SipServlet(name = "answering", loadOnStartup = 1)
public class AnsweringServlet extends SipServlet implements SipErrorListener, TimerListener {
    private static final long serialVersionUID = 1L;
    /** No call of the feeder is longer, and what it leaves open would stay for a minute otherwise. */
    private static final long LONGEST_CALL_MILLIS = 15_000;

    private static final long LEAK_MILLIS = 3_600_000;

    private static final String FAULT = System.getProperty("robust.fault", "none");

    /** Made by the container. */
    public AnsweringServlet() {}

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        if (invite.isInitial()) {
            endAfter(LONGEST_CALL_MILLIS, invite);
            invite.createResponse(180).send();
        }
        var ok = invite.createResponse(200);
        ok.setContent(
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n",
                "application/sdp");
        ok.send();
    }

    private void endAfter(long millis, SipServletRequest request) {
        ((TimerService) getServletContext().getAttribute(TIMER_SERVICE))
                .createTimer(request.getApplicationSession(), millis, false, "over");
    }

    @Override
    protected void doRequest(SipServletRequest request) throws jakarta.servlet.ServletException, IOException {
        var method = request.getMethod();
        if (method.equals("MESSAGE") && FAULT.equals("leak")) {
            // Or it would end after some minutes, and the timer with it.
            request.getApplicationSession().setExpires(0);
            endAfter(LEAK_MILLIS, request);
        }
        if (method.equals("MESSAGE") && FAULT.equals("log")) {
            throw new IllegalStateException("planted");
        }
        if (method.equals("INVITE") || method.equals("ACK") || method.equals("CANCEL")) {
            super.doRequest(request);
            return;
        }
        var answer = request.createResponse(200);
        if (method.equals("SUBSCRIBE")) {
            answer.setExpires(0);
        }
        answer.send();
    }

    @Override
    public void timeout(ServletTimer over) {
        end(over.getApplicationSession());
    }

    @Override
    public void noAckReceived(SipErrorEvent event) {
        end(event.getRequest().getApplicationSession());
    }

    /** Without a BYE: the peer's Contact may be one to which nothing can be sent. */
    private static void end(SipApplicationSession session) {
        if (session.isValid()) {
            session.invalidate();
        }
    }

    @Override
    public void noPrackReceived(SipErrorEvent event) {
        end(event.getRequest().getApplicationSession());
    }
}
