// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.concurrency.Turn;
import org.carillon.sip.concurrency.TurnPool;
import org.carillon.sip.converged.WebSessions;
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
