// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import gov.nist.javax.sip.stack.DialogCopies;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.carillon.sip.replication.ApplicationImage;
import org.carillon.sip.replication.DialogImage;
import org.carillon.sip.replication.Replication;
import org.carillon.sip.replication.SessionImage;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionKey;
import org.mobicents.servlet.sip.core.session.SipSessionKey;

/** The copies of one application's sessions: makes them, and makes sessions of them. */
final class SessionCopies {
    private final SipApplicationContext application;
    private final ApplicationSessions sessions;
    private final Replication replication;
    private volatile boolean stopped;

    SessionCopies(SipApplicationContext application, ApplicationSessions sessions, Replication replication) {
        this.application = application;
        this.sessions = sessions;
        this.replication = replication;
    }

    /** A session may look different now. */
    void changed(@Nullable MobicentsSipApplicationSession session) {
        if (session == null || stopped) {
            return;
        }
        // What applications have is a facade.
        if (sessions.here((SipApplicationSessionKey) session.getKey()) instanceof CarillonApplicationSession here) {
            replication.changed(here.image(sessions::here));
        }
    }

    /** Leaves the copies as they are. */
    void stop() {
        stopped = true;
    }

    /** {@return whether an application session is here} */
    boolean has(String id) {
        return sessions.here(new SipApplicationSessionKey(id, application.getApplicationName(), null)) != null;
    }

    /** A session has ended. */
    void ended(SipApplicationSessionKey key) {
        replication.ended(ApplicationImage.key(key.getApplicationName(), key.getId()));
    }

    /** See {@link org.carillon.sip.replication.ReplicatedApplication#restore}. */
    void restore(ApplicationImage image) {
        var key = new SipApplicationSessionKey(image.id(), image.application(), null);
        var whole = sessions.make(key, image);
        var made = new HashMap<SessionImage.Name, CarillonSipSession>();
        for (var session : image.sessions()) {
            var name = new SipSessionKey(
                    session.fromTag(), session.toTag(), session.callId(), image.id(), image.application());
            made.put(session.name(), sessions.make(name, session, dialog(session), whole));
        }
        link(image, made);
        application.timers().restore(whole, image.timers());
    }

    private SIPDialog dialog(SessionImage session) {
        DialogImage dialog = Objects.requireNonNull(session.dialog(), "a session without a dialog was copied");
        var dispatcher = application.getSipApplicationDispatcher();
        var point = dispatcher
                .getSipNetworkInterfaceManager()
                .findMatchingListeningPoint(dialog.transport().toLowerCase(Locale.ROOT), false);
        if (point == null) {
            throw new IllegalStateException("no connector for " + dialog.transport() + " here");
        }
        return DialogCopies.restore(dialog, (SIPTransactionStack) dispatcher.getSipStack(), point.getSipProvider());
    }

    private static void link(ApplicationImage image, Map<SessionImage.Name, CarillonSipSession> made) {
        for (var session : image.sessions()) {
            var one = made.get(session.name());
            var other = session.linked() == null ? null : made.get(session.linked());
            if (one != null && other != null) {
                one.link(other);
            }
        }
    }
}
