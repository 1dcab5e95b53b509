// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.protocol;

import jakarta.annotation.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Answers, and counts how often it was asked. */
@SipServlet(name = "protocol", applicationName = "protocol", loadOnStartup = 1)
@SuppressWarnings("NullAway.Init")
public final class ProtocolServlet extends Script {
    private static final Map<String, Integer> ASKED = new ConcurrentHashMap<>();

    @Resource
    private transient SipSessionsUtil sessions;

    public void answers(SipServletRequest request) throws IOException {
        int count = ASKED.merge(request.getCallId(), 1, Integer::sum);
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-Count", Integer.toString(count));
        response.send();
    }

    /** As an application does that has asked somebody else. */
    public void answersElsewhere(SipServletRequest request) {
        SipServletResponse response = request.createResponse(200);
        new Thread(() -> send(response), "elsewhere").start();
    }

    public void answersElsewhereBye(SipServletRequest bye) throws IOException {
        bye.createResponse(200).send();
    }

    private static void send(SipServletResponse response) {
        try {
            response.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void refuses(SipServletRequest request) throws IOException {
        ASKED.merge(request.getCallId(), 1, Integer::sum);
        request.createResponse(486).send();
    }

    public void rings(SipServletRequest request) throws IOException {
        request.createResponse(180).send();
        request.getSession().setAttribute("invite", request);
    }

    public void ringsUpdate(SipServletRequest update) throws IOException {
        update.createResponse(200).send();
        ((SipServletRequest) update.getSession().getAttribute("invite"))
                .createResponse(200)
                .send();
    }

    public void reliable(SipServletRequest request) throws IOException, javax.servlet.sip.Rel100Exception {
        request.createResponse(183).sendReliably();
        request.getSession().setAttribute("invite", request);
    }

    public void reliablePrack(SipServletRequest prack) throws IOException {
        prack.createResponse(200).send();
        ((SipServletRequest) prack.getSession().getAttribute("invite"))
                .createResponse(200)
                .send();
    }

    /** Holds its lane for longer than overload-wait of this server, as a servlet does that asks a slow database. */
    public void holds(SipServletRequest request) throws IOException, InterruptedException {
        new CountDownLatch(1).await(3, TimeUnit.SECONDS);
        request.createResponse(486).send();
    }

    public void silent(SipServletRequest request) {
        request.getSession().setAttribute("invite", request);
    }

    public void finds(SipServletRequest request) throws IOException {
        var found = sessions.getCorrespondingSipSession(request.getSession(), "Replaces");
        tell(request, found == null ? null : found.getCallId());
    }

    /** Tells the Call-ID of the session that the header in X-Header means, and the application session of this one. */
    public void corresponds(SipServletRequest request) throws IOException {
        var found = sessions.getCorrespondingSipSession(request.getSession(), request.getHeader("X-Header"));
        tell(
                request,
                (found == null ? null : found.getCallId()) + " "
                        + request.getApplicationSession().getId());
    }

    public void subscribes(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setExpires(60);
        response.send();
    }

    public void notesId(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }

    public void notesIdInfo(SipServletRequest request) throws IOException {
        tell(request, request.getApplicationSession().getId());
    }

    public void tellsBody(SipServletRequest request) throws IOException {
        tell(request, request.getContent());
    }

    public void counted(SipServletRequest request) throws IOException {
        tell(request, ASKED.getOrDefault(request.getHeader("X-About"), 0));
    }
}
