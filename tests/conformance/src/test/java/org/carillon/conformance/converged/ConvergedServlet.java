// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.converged;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.sip.ConvergedHttpSession;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.annotation.SipApplicationKey;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;
import org.jspecify.annotations.Nullable;

/** The SIP side: scripts in one application session for each room. */
@SipServlet(name = "converged", loadOnStartup = 1)
@SipListener
public final class ConvergedServlet extends Script implements SipApplicationSessionListener {
    private static final Map<String, CountDownLatch> ENDS = new ConcurrentHashMap<>();
    private static final long PATIENCE_SECONDS = 6;

    /** A request with X-Room belongs to the application session of that room. */
    @SipApplicationKey
    public static @Nullable String room(SipServletRequest request) {
        return request.getHeader("X-Room");
    }

    private static CountDownLatch end(String id) {
        return ENDS.computeIfAbsent(id, none -> new CountDownLatch(1));
    }

    /** {@return whether an application session ends within some seconds} */
    static boolean awaitEnd(String id) {
        try {
            return end(id).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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

    /** Encodes the URL in X-Url for this application session. */
    public void encodes(SipServletRequest request) throws IOException {
        var session = request.getApplicationSession();
        session.setInvalidateWhenReady(false);
        session.setAttribute("secret", "from SIP");
        tell(request, session.encodeURL(URI.create(request.getHeader("X-Url")).toURL()));
    }

    /** Tells the HTTP sessions of this application session, as the session gives them in its three ways. */
    public void lists(SipServletRequest request) throws IOException {
        var session = request.getApplicationSession();
        var ids = new ArrayList<String>();
        session.getSessions("HTTP").forEachRemaining(http -> ids.add(((ConvergedHttpSession) http).getId()));
        var found = ids.stream()
                .allMatch(id -> id.equals(((ConvergedHttpSession) Objects.requireNonNull(
                                session.getSession(id, javax.servlet.sip.SipApplicationSession.Protocol.HTTP)))
                        .getId()));
        var all = new ArrayList<Object>();
        session.getSessions().forEachRemaining(all::add);
        tell(request, ids + " " + found + " " + (all.size() - ids.size()));
    }

    /** Writes into each HTTP session. */
    public void writes(SipServletRequest request) throws IOException {
        request.getApplicationSession()
                .getSessions("HTTP")
                .forEachRemaining(http -> ((ConvergedHttpSession) http).setAttribute("note", "by SIP"));
        tell(request, "written");
    }

    public void asksForUnknown(SipServletRequest request) throws IOException {
        var session = request.getApplicationSession();
        tell(
                request,
                session.getSession("unknown", javax.servlet.sip.SipApplicationSession.Protocol.HTTP) + " "
                        + outcome(() -> session.getSessions("FTP")));
    }

    public void invalidates(SipServletRequest request) throws IOException {
        var session = request.getApplicationSession();
        request.createResponse(200).send();
        session.invalidate();
    }

    public void encodesAfterTheEnd(SipServletRequest request) throws IOException {
        var session = factory.createApplicationSession();
        session.invalidate();
        tell(
                request,
                outcome(() -> session.encodeURL(URI.create("http://a.example/b").toURL())));
    }
}
