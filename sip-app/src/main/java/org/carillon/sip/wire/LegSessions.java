// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.wire;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipSession;
import org.carillon.engine.ids.CallSid;
import org.carillon.sip.log.SipLog;
import org.jspecify.annotations.Nullable;

/**
 * The container's sessions: one application session for all legs of a session of the engine, so that they move to another
 * node together, and in it a SIP session for each leg. They carry the names of both, so that every message, and every dialog of
 * a forked INVITE, finds its leg, on whatever node.
 */
public final class LegSessions {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LEG = "carillon.leg";
    private static final String SESSION = "carillon.session";
    /** The container's default, three minutes, would end the dialog of a call that is only talk. */
    private static final int NEVER = 0;

    private final String handler;
    private final String host;
    private final ConcurrentMap<CallSid, SipApplicationSession> open = new ConcurrentHashMap<>();

    /**
     * Of an application.
     *
     * @param handler name of the servlet that gets the messages of our own requests
     * @param host our own address, as callees see it in From
     */
    public LegSessions(String handler, String host) {
        this.handler = handler;
        this.host = host;
    }

    String handler() {
        return handler;
    }

    String host() {
        return host;
    }

    /** Something that nobody can guess. */
    String nonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The application session for a leg that we make: that of the session's other legs if there are some. */
    SipApplicationSession of(CallSid session, SipFactory factory) {
        SipApplicationSession others = open.get(session);
        return others != null && others.isValid() ? others : factory.createApplicationSession();
    }

    /** Makes a SIP session the leg's. */
    public void mark(SipSession of, CallSid leg, CallSid session) {
        SipApplicationSession application = of.getApplicationSession();
        of.setAttribute(LEG, leg.value());
        application.setAttribute(SESSION, session.value());
        application.setExpires(NEVER);
        application.setInvalidateWhenReady(true);
        open.put(session, application);
    }

    /** The leg that a message belongs to, if it belongs to one. */
    public Optional<CallSid> legOf(SipServletMessage message) {
        return legOf(message.getSession(false));
    }

    /** The leg of a SIP session, if it is one's. */
    public Optional<CallSid> legOf(@Nullable SipSession session) {
        @Nullable Object name = session == null || !session.isValid() ? null : session.getAttribute(LEG);
        return name instanceof String text ? Optional.of(new CallSid(text)) : Optional.empty();
    }

    /** Whose legs are in an application session that came here from another node; from now on others may join them. */
    public Optional<CallSid> comeBack(SipApplicationSession application) {
        if (application.getAttribute(SESSION) instanceof String text) {
            CallSid session = new CallSid(text);
            open.put(session, application);
            return Optional.of(session);
        }
        return Optional.empty();
    }

    /**
     * Ends a leg's SIP sessions, of which a forked INVITE has several, when the container has not ended them itself (they had no
     * dialog, or that broke), and the application session with the last one.
     */
    public void discard(CallSid leg, CallSid session) {
        SipApplicationSession application = open.get(session);
        if (application == null) {
            return;
        }
        try {
            if (application.isValid()) {
                end(leg, application);
            }
        } catch (RuntimeException e) {
            SipLog.LOG.debugf(e, "session could not be ended");
        }
        if (!application.isValid()) {
            open.remove(session, application);
        }
    }

    private void end(CallSid leg, SipApplicationSession application) {
        List<SipSession> ofLeg = new ArrayList<>();
        Iterator<?> all = application.getSessions("SIP");
        while (all.hasNext()) {
            if (all.next() instanceof SipSession one
                    && legOf(one).filter(leg::equals).isPresent()) {
                ofLeg.add(one);
            }
        }
        ofLeg.forEach(SipSession::invalidate);
        if (application.isValid() && !application.getSessions("SIP").hasNext()) {
            application.invalidate();
        }
    }

    /** No leg came of what was marked. */
    public void forget(CallSid session) {
        open.remove(session);
    }
}
