// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.session;

import jakarta.annotation.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipApplicationSessionAttributeListener;
import javax.servlet.sip.SipApplicationSessionBindingEvent;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;
import javax.servlet.sip.SipErrorEvent;
import javax.servlet.sip.SipErrorListener;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipSessionAttributeListener;
import javax.servlet.sip.SipSessionBindingEvent;
import javax.servlet.sip.SipSessionBindingListener;
import javax.servlet.sip.SipSessionEvent;
import javax.servlet.sip.SipSessionListener;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Scripts for JSR 289 chapters 6, 8 and 9. What listeners are told is sent to the caller in a MESSAGE. */
@SipServlet(name = "session", applicationName = "session", loadOnStartup = 1)
@SipListener
@SuppressWarnings("NullAway.Init")
public final class SessionServlet extends Script
        implements SipSessionListener,
                SipApplicationSessionListener,
                SipSessionAttributeListener,
                SipApplicationSessionAttributeListener,
                SipErrorListener,
                TimerListener {
    private static final List<String> TOLD = Collections.synchronizedList(new ArrayList<>());

    @Resource
    private transient TimerService timers;

    @Resource
    private transient SipSessionsUtil sessions;

    public void told(SipServletRequest request) throws IOException {
        String about = request.getHeader("X-About");
        synchronized (TOLD) {
            tell(
                    request,
                    TOLD.stream()
                            .filter(line -> line.startsWith(about))
                            .map(line -> line.substring(about.length() + 1))
                            .toList());
        }
    }

    private static void note(SipSession session, String what) {
        TOLD.add(session.getCallId() + " " + what);
    }

    private static void note(SipApplicationSession session, String what) {
        TOLD.add(session.getId() + " " + what);
    }

    public void attributes(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        SipApplicationSession application = request.getApplicationSession();
        session.setAttribute("a", "1");
        session.setAttribute("a", "2");
        session.removeAttribute("a");
        application.setAttribute("b", "1");
        application.removeAttribute("b");
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-Application", application.getId());
        response.send();
    }

    public void keepsAttributes(SipServletRequest request) throws IOException {
        request.getSession().setAttribute("mine", "kept");
        request.getApplicationSession().setAttribute("ours", "kept too");
        request.createResponse(200).send();
    }

    public void keepsAttributesInfo(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getSession().getAttribute("mine") + " "
                        + request.getApplicationSession().getAttribute("ours") + " "
                        + request.getSession().getAttribute("none"));
    }

    public void binds(SipServletRequest request) throws IOException {
        request.getSession().setAttribute("bound", new Bound(request.getCallId()));
        request.getSession().removeAttribute("bound");
        request.createResponse(200).send();
    }

    private record Bound(String call) implements SipSessionBindingListener {
        @Override
        public void valueBound(SipSessionBindingEvent event) {
            TOLD.add(call + " bound " + event.getName());
        }

        @Override
        public void valueUnbound(SipSessionBindingEvent event) {
            TOLD.add(call + " unbound " + event.getName());
        }
    }

    public void states(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        String initial = session.getState().name();
        request.createResponse(180).send();
        String early = session.getState().name();
        SipServletResponse response = request.createResponse(200);
        response.send();
        session.setAttribute("seen", initial + " " + early + " " + session.getState());
    }

    public void statesInfo(SipServletRequest request) throws IOException {
        tell(request, request.getSession().getAttribute("seen"));
    }

    public void statesBye(SipServletRequest bye) throws IOException {
        SipServletResponse response = bye.createResponse(200);
        response.send();
        note(bye.getSession(), "after BYE " + bye.getSession().getState());
    }

    public void stateOfRefusal(SipServletRequest request) throws IOException {
        request.createResponse(486).send();
        note(request.getSession(), "refused " + request.getSession().getState());
    }

    public void invalidates(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        SipSession session = request.getSession();
        request.getApplicationSession().setInvalidateWhenReady(false);
        session.setInvalidateWhenReady(false);
        session.invalidate();
        TOLD.add(request.getCallId() + " " + session.isValid() + " " + outcome(() -> session.getAttribute("x")) + " "
                + outcome(() -> {
                    session.setAttribute("x", "y");
                    return "set";
                })
                + " " + outcome(() -> session.createRequest("INFO")));
    }

    public void invalidatesAll(SipServletRequest request) throws IOException {
        SipApplicationSession application = request.getApplicationSession();
        SipSession session = request.getSession();
        request.createResponse(200).send();
        application.invalidate();
        TOLD.add(request.getCallId() + " " + application.isValid() + " " + session.isValid() + " "
                + outcome(() -> application.getAttribute("x")) + " " + outcome(application::getSessions));
    }

    public void readyToGo(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }

    public void readyToGoInfo(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        tell(
                request,
                session.getInvalidateWhenReady() + " " + session.isReadyToInvalidate() + " "
                        + request.getApplicationSession().getInvalidateWhenReady());
    }

    public void readyToGoBye(SipServletRequest bye) throws IOException {
        bye.createResponse(200).send();
    }

    public void staysAfterBye(SipServletRequest request) throws IOException {
        request.getSession().setInvalidateWhenReady(false);
        request.createResponse(200).send();
    }

    public void asksBack(SipServletRequest request) throws IOException {
        request.getSession().setAttribute("mine", "kept");
        request.createResponse(200).send();
        request.getSession().createRequest("MESSAGE").send();
    }

    public void asksBackResponse(SipServletResponse response) {
        note(response.getSession(), "answered " + response.getSession().getAttribute("mine"));
    }

    public void expires(SipServletRequest request) throws IOException {
        SipApplicationSession application = request.getApplicationSession();
        int granted = application.setExpires(1);
        tell(request, granted + " " + (application.getExpirationTime() > System.currentTimeMillis()));
    }

    public void neverExpires(SipServletRequest request) throws IOException {
        SipApplicationSession application = request.getApplicationSession();
        application.setExpires(0);
        tell(request, application.getExpirationTime());
    }

    public void expiresBefore(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> request.getApplicationSession().setExpires(-1)));
    }

    public void findsSessions(SipServletRequest request) throws IOException {
        SipApplicationSession application = request.getApplicationSession();
        tell(
                request,
                (application.getSipSession(request.getSession().getId()) == request.getSession()) + " "
                        + (sessions.getApplicationSessionById(application.getId()) != null) + " "
                        + sessions.getApplicationSessionById("no such") + " "
                        + application.getApplicationName() + " "
                        + request.getSession().getCallId().equals(request.getCallId()));
    }

    public void findsNothing(SipServletRequest request) throws IOException {
        tell(
                request,
                outcome(() -> sessions.getApplicationSessionById(null)) + " "
                        + outcome(() -> request.getApplicationSession().getSessions("no such protocol")));
    }

    public void parties(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        tell(
                request,
                session.getLocalParty().getURI() + "|"
                        + session.getRemoteParty().getURI() + "|" + session.getRegion() + "|"
                        + session.getLastAccessedTime());
    }

    public void handler(SipServletRequest request) throws IOException, jakarta.servlet.ServletException {
        request.getSession().setHandler("other");
        request.createResponse(200).send();
    }

    public void unknownHandler(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            request.getSession().setHandler("nobody");
            return "set";
        }));
    }

    public void fires(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        ServletTimer timer = timers.createTimer(request.getApplicationSession(), 50, false, request.getCallId());
        TOLD.add(request.getCallId() + " " + (timer.getTimeRemaining() <= 50) + " "
                + timer.getInfo().equals(request.getCallId()));
    }

    public void firesAgain(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        timers.createTimer(request.getApplicationSession(), 20, 30, true, false, "again " + request.getCallId());
    }

    public void cancelsTimer(SipServletRequest request) throws IOException {
        ServletTimer timer = timers.createTimer(request.getApplicationSession(), 60_000, false, "never");
        int before = request.getApplicationSession().getTimers().size();
        boolean found = request.getApplicationSession().getTimer(timer.getId()) != null;
        timer.cancel();
        tell(
                request,
                before + " " + found + " "
                        + request.getApplicationSession().getTimers().size());
    }

    public void refusesTimers(SipServletRequest request) throws IOException {
        SipApplicationSession gone = factory.createApplicationSession();
        gone.invalidate();
        tell(
                request,
                outcome(() -> timers.createTimer(gone, 10, false, "x")) + " "
                        + outcome(() -> timers.createTimer(request.getApplicationSession(), 10, 0, true, false, "x"))
                        + " "
                        + outcome(() -> timers.createTimer(null, 10, false, "x")));
    }

    public void waitsForAck(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }

    @Override
    public void timeout(ServletTimer timer) {
        String info = (String) timer.getInfo();
        if (info.startsWith("again ")) {
            SipApplicationSession application = timer.getApplicationSession();
            int count = 1 + (Integer) Objects.requireNonNullElse(application.getAttribute("count"), 0);
            application.setAttribute("count", count);
            if (count == 3) {
                timer.cancel();
                TOLD.add(info.substring("again ".length()) + " fired 3 times");
            }
        } else {
            TOLD.add(info + " fired");
        }
    }

    @Override
    public void sessionCreated(SipSessionEvent event) {
        note(event.getSession(), "created");
    }

    @Override
    public void sessionDestroyed(SipSessionEvent event) {
        note(event.getSession(), "destroyed");
    }

    @Override
    public void sessionReadyToInvalidate(SipSessionEvent event) {
        note(event.getSession(), "ready");
    }

    @Override
    public void sessionCreated(SipApplicationSessionEvent event) {
        note(event.getApplicationSession(), "created");
    }

    @Override
    public void sessionDestroyed(SipApplicationSessionEvent event) {
        note(event.getApplicationSession(), "destroyed");
    }

    @Override
    public void sessionExpired(SipApplicationSessionEvent event) {
        note(event.getApplicationSession(), "expired");
    }

    @Override
    public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {
        note(event.getApplicationSession(), "ready");
    }

    @Override
    public void attributeAdded(SipSessionBindingEvent event) {
        note(event.getSession(), "added " + event.getName());
    }

    @Override
    public void attributeRemoved(SipSessionBindingEvent event) {
        note(event.getSession(), "removed " + event.getName());
    }

    @Override
    public void attributeReplaced(SipSessionBindingEvent event) {
        note(event.getSession(), "replaced " + event.getName());
    }

    @Override
    public void attributeAdded(SipApplicationSessionBindingEvent event) {
        note(event.getApplicationSession(), "added " + event.getName());
    }

    @Override
    public void attributeRemoved(SipApplicationSessionBindingEvent event) {
        note(event.getApplicationSession(), "removed " + event.getName());
    }

    @Override
    public void attributeReplaced(SipApplicationSessionBindingEvent event) {
        note(event.getApplicationSession(), "replaced " + event.getName());
    }

    @Override
    public void noAckReceived(SipErrorEvent event) {
        TOLD.add(event.getRequest().getCallId() + " no ACK");
    }

    @Override
    public void noPrackReceived(SipErrorEvent event) {
        TOLD.add(event.getRequest().getCallId() + " no PRACK");
    }
}
