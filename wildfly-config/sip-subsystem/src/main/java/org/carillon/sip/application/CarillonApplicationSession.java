// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import java.util.concurrent.RejectedExecutionException;
import org.carillon.sip.concurrency.Turn;
import org.carillon.sip.concurrency.Turns;
import org.jspecify.annotations.Nullable;
import org.mobicents.javax.servlet.sip.SipApplicationSessionAsynchronousWork;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionAsyncTask;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionImpl;
import org.mobicents.servlet.sip.core.session.SipApplicationSessionKey;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** The implementation's application session with a turn. */
final class CarillonApplicationSession extends SipApplicationSessionImpl implements Turns.Guarded {
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
