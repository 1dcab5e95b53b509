// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import jakarta.servlet.http.HttpSession;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.carillon.sip.concurrency.Turn;
import org.carillon.sip.concurrency.Turns;
import org.carillon.sip.converged.HoldsWebSessions;
import org.carillon.sip.replication.ApplicationImage;
import org.carillon.sip.replication.SessionImage;
import org.carillon.sip.timers.SessionTimers;
import org.jspecify.annotations.Nullable;
import org.mobicents.javax.servlet.sip.SipApplicationSessionAsynchronousWork;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionAsyncTask;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionImpl;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionKey;
import org.mobicents.servlet.sip.core.session.SipSessionKey;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** The implementation's application session with a turn, and with keys in web URLs that nobody can forge. */
final class CarillonApplicationSession extends SipApplicationSessionImpl implements Turns.Guarded, HoldsWebSessions {
    private final @Nullable Turn turn;

    /** @param turn null when the application wants no control over its application sessions */
    CarillonApplicationSession(SipApplicationSessionKey key, SipContext context, @Nullable Turn turn) {
        super(key, context);
        this.turn = turn;
    }

    @Override
    public @Nullable Turn turn() {
        return turn;
    }

    /** {@return its copy, with those of its sessions that another node could go on with} */
    ApplicationImage image(Function<SipSessionKey, @Nullable MobicentsSipSession> find) {
        var sessions = new ArrayList<SessionImage>();
        for (var name : sipSessions) {
            var image = find.apply(name) instanceof CarillonSipSession session ? session.image() : null;
            if (image != null) {
                sessions.add(image);
            }
        }
        return new ApplicationImage(
                key.getApplicationName(),
                key.getId(),
                currentRequestHandler,
                Instant.ofEpochMilli(creationTime),
                sipApplicationSessionTimeout,
                invalidateWhenReady,
                Attributes.of(sipApplicationSessionAttributeMap),
                sessions,
                SessionTimers.images(this));
    }

    /** Takes what a copy says of the application session itself. */
    void restore(ApplicationImage image) {
        currentRequestHandler = image.handler();
        creationTime = image.created().toEpochMilli();
        sipApplicationSessionTimeout = image.timeoutMillis();
        invalidateWhenReady = image.invalidateWhenReady();
        image.attributes().forEach((name, value) -> getAttributeMap().put(name, value.object()));
        access();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the session is invalid
     */
    @Override
    public URL encodeURL(URL url) {
        if (!isValid()) {
            throw new IllegalStateException("the application session is invalid");
        }
        try {
            var sessions = ((SipApplicationContext) getSipContext()).webSessions();
            return new URL(sessions.encode(url.toExternalForm(), this));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("a key cannot be added to " + url, e);
        }
    }

    @Override
    public void rename(String before, HttpSession session) {
        if (httpSessions != null) {
            httpSessions.remove(before);
        }
        addHttpSession(session);
    }

    /**
     * {@inheritDoc}
     *
     * @throws RejectedExecutionException when too much waits for this session
     */
    @Override
    public void scheduleAsynchronousWork(SipApplicationSessionAsynchronousWork work) {
        if (turn == null) {
            super.scheduleAsynchronousWork(work);
            return;
        }
        var factory =
                (SipFactoryImpl) getSipContext().getSipApplicationDispatcher().getSipFactory();
        if (!turn.offer(new SipApplicationSessionAsyncTask(getKey(), work, factory))) {
            throw new RejectedExecutionException("too much waits for application session " + getId());
        }
    }
}
