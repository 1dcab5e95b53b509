// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import gov.nist.javax.sip.stack.DialogCopies;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.servlet.sip.SipApplicationSessionEvent;
import org.carillon.sip.logging.SipLogger;
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
        var key = (SipApplicationSessionKey) session.getKey();
        try {
            var ticket = replication.ticket();
            // What applications have is a facade.
            if (sessions.here(key) instanceof CarillonApplicationSession here) {
                replication.changed(ticket, here.image(sessions::here));
                if (sessions.here(key) == null) {
                    ended(key);
                }
            }
        } catch (RuntimeException e) {
            // The application changes a list while it is read; its call must not suffer from that.
            SipLogger.LOG.notCopied(key.toString(), e);
        }
    }

    /** The application goes from this node: another one may go on with what is ongoing still. */
    void stop() {
        stopped = true;
        replication.release(application.getApplicationName());
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
        try {
            make(image);
            replication.restored(image.key());
        } catch (RuntimeException e) {
            replication.releaseOne(image.key());
            throw e;
        }
    }

    /** Tells the listeners (JSR 289 section 6.5) that the session is here now. */
    private void activated(MobicentsSipApplicationSession session) {
        var loader = Thread.currentThread().getContextClassLoader();
        application.enterSipContext();
        try {
            var event = new SipApplicationSessionEvent(session.getFacade());
            application
                    .getListeners()
                    .getSipApplicationSessionActivationListeners()
                    .forEach(listener -> listener.sessionDidActivate(event));
        } catch (RuntimeException e) {
            SipLogger.LOG.listenerFailed(application.getApplicationName(), e);
        } finally {
            application.exitSipContext(loader);
        }
    }

    /** First everything that may fail; the dialogs last, for requests that find one find the rest. */
    private void make(ApplicationImage image) {
        var dialogs = new LinkedHashMap<SessionImage, SIPDialog>();
        image.sessions().forEach(session -> dialogs.put(session, dialog(session)));
        var whole = sessions.make(new SipApplicationSessionKey(image.id(), image.application(), null), image);
        var made = new HashMap<SessionImage.Name, CarillonSipSession>();
        dialogs.forEach((session, dialog) ->
                made.put(session.name(), sessions.make(name(image, session), session, dialog, whole)));
        link(image, made);
        application.timers().restore(whole, image.timers());
        activated(whole);
        dialogs.values().forEach(dialog -> stack().putDialog(dialog));
    }

    private static SipSessionKey name(ApplicationImage image, SessionImage session) {
        var name = new SipSessionKey(session.fromTag(), null, session.callId(), image.id(), image.application());
        // Not as a part of the id, which was made without it.
        name.setToTag(session.toTag(), false);
        return name;
    }

    private SIPTransactionStack stack() {
        return (SIPTransactionStack) application.getSipApplicationDispatcher().getSipStack();
    }

    private SIPDialog dialog(SessionImage session) {
        DialogImage dialog = Objects.requireNonNull(session.dialog(), "a session without a dialog was copied");
        var point = application
                .getSipApplicationDispatcher()
                .getSipNetworkInterfaceManager()
                .findMatchingListeningPoint(dialog.transport().toLowerCase(Locale.ROOT), false);
        if (point == null) {
            throw new IllegalStateException("no connector for " + dialog.transport() + " here");
        }
        return DialogCopies.make(dialog, point.getSipProvider());
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
