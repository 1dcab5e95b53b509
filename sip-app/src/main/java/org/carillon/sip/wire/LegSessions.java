// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.wire;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletMessage;
import org.carillon.engine.ids.CallSid;
import org.carillon.sip.log.SipLog;
import org.jspecify.annotations.Nullable;

/**
 * The container's application sessions, one for each leg. They carry the leg's name, so that every message of the leg,
 * and every dialog of a forked INVITE, finds it.
 *
 * @param handler name of the servlet that gets the messages of our own requests
 * @param host our own address, as callees see it in From
 */
public record LegSessions(String handler, String host) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LEG = "carillon.leg";
    /** The container's default, three minutes, would end the dialog of a call that is only talk. */
    private static final int NEVER = 0;

    /** Something that nobody can guess. */
    String nonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A session for a leg that we make. */
    SipApplicationSession open(SipFactory factory, CallSid leg) {
        SipApplicationSession session = factory.createApplicationSession();
        mark(session, leg);
        return session;
    }

    /** Makes an application session the leg's. */
    public void mark(SipApplicationSession session, CallSid leg) {
        session.setAttribute(LEG, leg.value());
        session.setExpires(NEVER);
        session.setInvalidateWhenReady(true);
    }

    /** The leg that a message belongs to, if it belongs to one. */
    public Optional<CallSid> legOf(SipServletMessage message) {
        SipApplicationSession session = message.getApplicationSession(false);
        @Nullable Object name = session == null || !session.isValid() ? null : session.getAttribute(LEG);
        return name instanceof String text ? Optional.of(new CallSid(text)) : Optional.empty();
    }

    /** Ends a session that the container has not ended itself: of a leg without a dialog, or whose dialog broke. */
    public void discard(SipApplicationSession session) {
        try {
            if (session.isValid()) {
                session.invalidate();
            }
        } catch (RuntimeException e) {
            SipLog.LOG.debugf(e, "session could not be ended");
        }
    }
}
