// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TooManyHopsException;
import javax.servlet.sip.UAMode;

/**
 * Answers a call to {@code sip:answer@...} itself, also when it changes its session or sends INFO; connects any other with the callee at the port that the user part names, as a
 * back-to-back user agent that passes every message on end to end.
 *
 * <p>No method declares {@code ServletException}: it is another class on each side of the renaming of packages.
 */
public final class BenchServlet extends SipServlet {
    private static final long serialVersionUID = 1L;
    private static final String ANSWERED_HERE = "answer";

    /** Planted by {@code bench sip --fault} in one container, to see that the benchmark notices. */
    private static final String FAULT = System.getProperty("carillon.bench.fault", "");

    private static final long SLOW_NANOS = 1_000_000;

    /** What an application that plays announcements answers with. */
    private static final byte[] ANSWER = """
            v=0
            o=bench 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    /** Made by the container. */
    public BenchServlet() {}

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        if (FAULT.equals("deaf")) {
            return;
        }
        if (FAULT.equals("slow-servlet")) {
            burn();
        }
        String called = ((SipURI) invite.getRequestURI()).getUser();
        if (ANSWERED_HERE.equals(called) || !invite.isInitial()) {
            SipServletResponse answer = invite.createResponse(SipServletResponse.SC_OK);
            answer.setContent(ANSWER, "application/sdp");
            answer.send();
            return;
        }
        connect(invite, called);
    }

    private static void burn() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < SLOW_NANOS) {
            Thread.onSpinWait();
        }
    }

    private static void connect(SipServletRequest invite, String called) throws IOException {
        SipServletRequest outgoing;
        try {
            outgoing = invite.getB2buaHelper().createRequest(invite, true, Map.of());
        } catch (TooManyHopsException e) {
            invite.createResponse(SipServletResponse.SC_TOO_MANY_HOPS).send();
            return;
        }
        SipURI callee = (SipURI) invite.getRequestURI().clone();
        callee.setUser("callee");
        callee.setHost("127.0.0.1");
        callee.setPort(Integer.parseInt(called));
        outgoing.setRequestURI(callee);
        copyBody(invite, outgoing);
        outgoing.send();
    }

    @Override
    protected void doResponse(SipServletResponse response) throws IOException {
        if (!response.getMethod().equals("INVITE") || response.getStatus() == SipServletResponse.SC_TRYING) {
            return;
        }
        SipServletResponse passedOn = response.getRequest()
                .getB2buaHelper()
                .createResponseToOriginalRequest(linked(response), response.getStatus(), response.getReasonPhrase());
        copyBody(response, passedOn);
        passedOn.send();
    }

    @Override
    protected void doAck(SipServletRequest ack) throws IOException {
        SipSession other = ack.getB2buaHelper().getLinkedSession(ack.getSession());
        if (other == null) {
            return;
        }
        for (SipServletMessage answer : ack.getB2buaHelper().getPendingMessages(other, UAMode.UAC)) {
            if (answer instanceof SipServletResponse response
                    && response.getMethod().equals("INVITE")) {
                response.createAck().send();
            }
        }
    }

    @Override
    protected void doInfo(SipServletRequest info) throws IOException {
        info.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        B2buaHelper helper = bye.getB2buaHelper();
        SipSession other = helper.getLinkedSession(bye.getSession());
        if (other != null) {
            helper.createRequest(other, bye, null).send();
        }
        bye.createResponse(SipServletResponse.SC_OK).send();
    }

    private static SipSession linked(SipServletResponse response) {
        return response.getRequest().getB2buaHelper().getLinkedSession(response.getSession());
    }

    private static void copyBody(SipServletMessage from, SipServletMessage to) throws IOException {
        byte[] body = from.getRawContent();
        if (body != null) {
            to.setContent(body, from.getContentType());
        }
    }
}
