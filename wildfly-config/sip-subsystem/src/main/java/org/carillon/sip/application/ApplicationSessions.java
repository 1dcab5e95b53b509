// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import gov.nist.javax.sip.stack.SIPDialog;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.concurrency.Turn;
import org.carillon.sip.concurrency.TurnPool;
import org.carillon.sip.converged.WebSessions;
import org.carillon.sip.replication.ApplicationImage;
import org.carillon.sip.replication.SessionImage;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.MobicentsSipFactory;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.SipManager;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSessionKey;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSessionKey;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionKey;
import org.mobicents.servlet.sip.core.session.SipSessionKey;
import org.mobicents.servlet.sip.core.session.SipStandardManagerDelegate;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** The SIP sessions of one application, kept in this JVM's memory. */
final class ApplicationSessions extends SipStandardManagerDelegate implements SipManager {
    private final ConcurrencyMode mode;
    private final TurnPool turns;
    private final WebSessions webSessions;
    private volatile @Nullable Consumer<SipApplicationSessionKey> ends;

    ApplicationSessions(SipContext application, SipFactoryImpl factory, ConcurrencyMode mode, TurnPool turns) {
        this.mode = mode;
        this.turns = turns;
        this.webSessions = new WebSessions(application);
        setContainer(application);
        setSipFactoryImpl(factory);
        // No bound here: how many calls are admitted is decided before a session is made.
        setMaxActiveSipSessions(-1);
        setMaxActiveSipApplicationSessions(-1);
    }

    @Override
    public @Nullable MobicentsSipApplicationSession getSipApplicationSession(
            MobicentsSipApplicationSessionKey key, boolean create) {
        return getSipApplicationSession((SipApplicationSessionKey) key, create);
    }

    @Override
    public @Nullable MobicentsSipSession getSipSession(
            MobicentsSipSessionKey key,
            boolean create,
            @Nullable MobicentsSipFactory factory,
            @Nullable MobicentsSipApplicationSession session) {
        return getSipSession((SipSessionKey) key, create, (SipFactoryImpl) factory, session);
    }

    @Override
    protected MobicentsSipApplicationSession getNewMobicentsSipApplicationSession(
            SipApplicationSessionKey key, SipContext application) {
        sipApplicationSessionCounter++;
        return new CarillonApplicationSession(
                key, application, mode == ConcurrencyMode.SIP_APPLICATION_SESSION ? new Turn(turns) : null);
    }

    @Override
    protected MobicentsSipSession getNewMobicentsSipSession(
            SipSessionKey key, SipFactoryImpl factory, MobicentsSipApplicationSession owner) {
        sipSessionCounter++;
        return new CarillonSipSession(
                key, factory, owner, mode == ConcurrencyMode.SIP_SESSION ? new Turn(turns) : null);
    }

    /** Tells of sessions that have ended; null when nobody wants to know. */
    void tellEnds(@Nullable Consumer<SipApplicationSessionKey> listener) {
        ends = listener;
    }

    @Override
    public @Nullable MobicentsSipApplicationSession removeSipApplicationSession(MobicentsSipApplicationSessionKey key) {
        var removed = super.removeSipApplicationSession(key);
        var listener = ends;
        if (listener != null) {
            listener.accept((SipApplicationSessionKey) key);
        }
        return removed;
    }

    /** {@return an application session, or null; without the questions that the implementation asks on the way} */
    @Nullable
    MobicentsSipApplicationSession here(SipApplicationSessionKey key) {
        return sipApplicationSessions.get(key);
    }

    /** {@return a SIP session, or null} */
    @Nullable
    MobicentsSipSession here(SipSessionKey key) {
        return sipSessions.get(key);
    }

    /** Makes an application session of its copy; it is nobody's creation, so no listener hears of one. */
    CarillonApplicationSession make(SipApplicationSessionKey key, ApplicationImage image) {
        var session = (CarillonApplicationSession) getNewMobicentsSipApplicationSession(key, container);
        session.restore(image);
        sipApplicationSessions.put(key, session);
        if (image.timeoutMillis() > 0) {
            var timers = container.getSipApplicationSessionTimerService();
            session.setExpirationTimerTask(timers.schedule(
                    timers.createSipApplicationSessionTimerTask(session),
                    image.timeoutMillis(),
                    TimeUnit.MILLISECONDS));
        }
        return session;
    }

    /** Makes a SIP session of its copy. */
    CarillonSipSession make(
            SipSessionKey key, SessionImage image, SIPDialog dialog, CarillonApplicationSession application) {
        var session = (CarillonSipSession) getNewMobicentsSipSession(key, sipFactoryImpl, application);
        session.restore(image, dialog);
        sipSessions.put(key, session);
        application.addSipSession(session);
        return session;
    }

    @Override
    public void setMobicentsSipFactory(MobicentsSipFactory factory) {
        setSipFactoryImpl((SipFactoryImpl) factory);
    }

    @Override
    public MobicentsSipFactory getMobicentsSipFactory() {
        return getSipFactoryImpl();
    }

    /** {@return the HTTP session of this id if it belongs to an application session, or null} */
    @Override
    public @Nullable Object findSession(String id) {
        return webSessions.find(id);
    }

    WebSessions webSessions() {
        return webSessions;
    }
}
