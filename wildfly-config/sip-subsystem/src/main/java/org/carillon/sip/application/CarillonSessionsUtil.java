// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.mobicents.javax.servlet.sip.SipApplicationSessionAsynchronousWork;
import org.mobicents.javax.servlet.sip.SipSessionAsynchronousWork;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.SessionManagerUtil;
import org.mobicents.servlet.sip.core.session.SipSessionsUtilImpl;

/** The implementation's session lookup; asynchronous work waits for the turn of its session and not on a thread. */
final class CarillonSessionsUtil extends SipSessionsUtilImpl {
    private static final long serialVersionUID = 1;

    private final transient SipContext application;

    CarillonSessionsUtil(SipContext application) {
        super(application);
        this.application = application;
    }

    /** {@inheritDoc} Nothing happens when there is no such session. */
    // The session's own method is deprecated in favour of this one, but it knows the turn.
    @SuppressWarnings("deprecation")
    @Override
    public void scheduleAsynchronousWork(String id, SipSessionAsynchronousWork work) {
        try {
            var key = SessionManagerUtil.parseSipSessionKey(id);
            var owner = find(SessionManagerUtil.getSipApplicationSessionKey(
                            key.getApplicationName(), key.getApplicationSessionId(), null)
                    .toString());
            var session = application.getSipManager().getSipSession(key, false, null, owner);
            if (session != null) {
                session.scheduleAsynchronousWork(work);
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException("not the id of a SIP session: " + id, e);
        }
    }

    /** {@inheritDoc} Nothing happens when there is no such session. */
    // The session's own method is deprecated in favour of this one, but it knows the turn.
    @SuppressWarnings("deprecation")
    @Override
    public void scheduleAsynchronousWork(String id, SipApplicationSessionAsynchronousWork work) {
        try {
            var session = find(id);
            if (session != null) {
                session.scheduleAsynchronousWork(work);
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException("not the id of an application session: " + id, e);
        }
    }

    private @Nullable MobicentsSipApplicationSession find(String id) throws ParseException {
        var key = SessionManagerUtil.parseSipApplicationSessionKey(id);
        return key.getApplicationName().equals(application.getApplicationName())
                ? application.getSipManager().getSipApplicationSession(key, false)
                : null;
    }
}
