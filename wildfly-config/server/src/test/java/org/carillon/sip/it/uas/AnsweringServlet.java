// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.uas;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;

/**
 * Answers each call with 180 and 200. The user part of the Request-URI chooses how: {@code later} from another thread,
 * {@code timer} when a servlet timer fires, {@code callback} also calls the caller back from another thread,
 * {@code ring} never answers, {@code gone} does so when the session is gone, {@code twice} sends its 200 two times,
 * {@code crossed} after a refusal.
 */
@SuppressWarnings("NullAway.Init") // The container injects the fields.
@javax.servlet.sip.annotation.SipServlet(name = "answering")
public class AnsweringServlet extends SipServlet {
    private static final long serialVersionUID = 1L;
    private static final int TIMER_MILLIS = 50;

    @Resource
    private transient SipFactory factory;

    @Resource
    private transient SipSessionsUtil sessions;

    @Resource
    private transient TimerService timers;

    @Resource
    private transient ManagedExecutorService executor;

    @Inject
    private transient Observations observations;

    @Inject
    private transient RequestNote note;

    @Inject
    private transient Dialler dialler;

    /** Made by the container. */
    public AnsweringServlet() {}

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        observe();
        if (!invite.isInitial()) {
            accept(invite);
            return;
        }
        if (user(invite).equals("gone")) {
            answerTooLate(invite);
            return;
        }
        if (user(invite).equals("twice") || user(invite).equals("crossed")) {
            answerTwice(invite, user(invite).equals("twice"));
            return;
        }
        invite.createResponse(SipServletResponse.SC_RINGING).send();
        switch (user(invite)) {
            case "ring" -> {}
            case "later" -> executor.execute(() -> answer(invite));
            case "timer" -> {
                invite.getApplicationSession().setAttribute("invite", invite);
                timers.createTimer(invite.getApplicationSession(), TIMER_MILLIS, false, "answer");
            }
            case "callback" -> {
                accept(invite);
                executor.execute(() -> callBack(invite));
            }
            default -> accept(invite);
        }
    }

    private static String user(SipServletRequest request) {
        return ((javax.servlet.sip.SipURI) request.getRequestURI()).getUser();
    }

    @SuppressWarnings("BanJNDI") // A constant name in the application's own namespace.
    private void observe() {
        observations.note("factory", factory != null);
        observations.note("factoryOfABean", dialler.factory() != null);
        observations.note("sessions", sessions != null);
        observations.note("timers", timers != null);
        observations.note("noteWasFresh", note.text().isEmpty());
        note.write("used");
        observations.note(
                "loader",
                Thread.currentThread().getContextClassLoader() == getClass().getClassLoader());
        observations.note("reporter", reporter());
        try {
            observations.note(
                    "naming",
                    new InitialContext().lookup("java:comp/env/" + getClass().getName() + "/factory") != null);
        } catch (NamingException e) {
            observations.note("naming", e);
        }
        observations.count("invites");
    }

    /** {@return where the class comes from that could send statistics away} */
    private static String reporter() {
        try {
            var type = Class.forName(
                    "org.restcomm.commons.statistics.reporter.RestcommStatsReporter",
                    false,
                    SipServlet.class.getClassLoader());
            return type.getProtectionDomain().getCodeSource().getLocation() + " "
                    + type.getSuperclass().getName();
        } catch (ClassNotFoundException e) {
            return e.toString();
        }
    }

    static void accept(SipServletRequest invite) throws IOException {
        var ok = invite.createResponse(SipServletResponse.SC_OK);
        ok.setContent(
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n",
                "application/sdp");
        ok.send();
    }

    private void answer(SipServletRequest invite) {
        try {
            observations.note("laterThread", Thread.currentThread().getName());
            accept(invite);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answerTooLate(SipServletRequest invite) throws IOException {
        var answer = invite.createResponse(SipServletResponse.SC_OK);
        invite.getApplicationSession().invalidate();
        try {
            answer.send();
        } catch (IllegalStateException e) {
            observations.count("notSent");
        }
    }

    /** With the same answer, or with a refusal first. */
    private void answerTwice(SipServletRequest invite, boolean same) throws IOException {
        var answer = invite.createResponse(SipServletResponse.SC_OK);
        (same ? answer : invite.createResponse(SipServletResponse.SC_BUSY_HERE)).send();
        try {
            answer.send();
        } catch (IllegalStateException e) {
            // As it should be: there is one final answer.
        }
        observations.count("answeredTwice");
    }

    private void callBack(SipServletRequest invite) {
        try {
            var session = factory.createApplicationSession();
            var call = factory.createRequest(
                    session,
                    "INVITE",
                    invite.getTo().getURI().clone(),
                    invite.getFrom().getURI().clone());
            call.setRequestURI(invite.getAddressHeader("Contact").getURI());
            call.getSession().setHandler("answering");
            call.send();
        } catch (Exception e) {
            observations.note("callbackFailed", e);
        }
    }

    @Override
    protected void doProvisionalResponse(SipServletResponse response) {
        observations.count("callback" + response.getStatus());
    }

    @Override
    protected void doSuccessResponse(SipServletResponse response) throws IOException {
        observations.count("callback" + response.getStatus() + response.getMethod());
        if (response.getMethod().equals("INVITE")) {
            response.createAck().send();
            response.getSession().createRequest("BYE").send();
        }
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        observations.count("byes");
        bye.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    protected void doInfo(SipServletRequest info) throws IOException {
        observations.count("infos");
        info.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    protected void doOptions(SipServletRequest options) throws IOException {
        options.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    protected void doCancel(SipServletRequest cancel) {
        observations.count("cancels");
    }
}
