// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.useragent;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Calls, and ends the call at once, so that its session is gone before another callee answers. */
@SipServlet(name = "late-answer", loadOnStartup = 1)
@SipListener
public final class LateAnswerServlet extends Script implements SipApplicationSessionListener {
    private static final Map<String, CountDownLatch> ENDS = new ConcurrentHashMap<>();
    private static final long PATIENCE_SECONDS = 6;

    private static CountDownLatch end(String id) {
        return ENDS.computeIfAbsent(id, none -> new CountDownLatch(1));
    }

    public void hangsUp(SipServletRequest request) throws IOException {
        SipApplicationSession session = factory.createApplicationSession();
        SipServletRequest invite = followed(
                factory.createRequest(session, "INVITE", request.getFrom().getURI(), callee(request)), "hangsUp");
        tell(request, session.getId());
        invite.send();
    }

    public void hangsUpResponse(SipServletResponse response) throws IOException {
        if (response.getMethod().equals("INVITE") && response.getStatus() == 200) {
            SipServletRequest ack = response.createAck();
            ack.setHeader("X-Seen", "servlet");
            ack.send();
            response.getSession().createRequest("BYE").send();
        }
    }

    /** Tells whether the application session in X-Session ends within some seconds. */
    public void ended(SipServletRequest request) throws IOException, InterruptedException {
        tell(request, end(request.getHeader("X-Session")).await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void sessionCreated(SipApplicationSessionEvent event) {}

    @Override
    public void sessionDestroyed(SipApplicationSessionEvent event) {
        end(event.getApplicationSession().getId()).countDown();
    }

    @Override
    public void sessionExpired(SipApplicationSessionEvent event) {}

    @Override
    public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {}
}
