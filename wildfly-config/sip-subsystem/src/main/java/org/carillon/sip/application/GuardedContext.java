// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.concurrency.Turn;
import org.carillon.sip.concurrency.Turns;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;
import org.mobicents.servlet.sip.core.SipManager;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;

/**
 * The part of an application that says which threads may be in its sessions.
 *
 * <p>Messages, timers and the ends of transactions take the turn of their session before the implementation enters it
 * here. What is left are web requests and what of the container's own work has not got a turn on its way.
 */
abstract class GuardedContext extends FixedContext {
    private final ConcurrencyMode mode;

    GuardedContext(ConcurrencyMode mode) {
        this.mode = mode;
    }

    @Override
    public ConcurrencyControlMode getConcurrencyControlMode() {
        return mode.core();
    }

    /**
     * Called for every piece of work of the container, and when code of the application asks for a session.
     *
     * @param asked whether code asks: a web request then keeps the first session that it asks for until it ends, and any
     *     other thread nothing, because nobody would know when it is through
     * @param managed false when that code wants to see to the order itself
     * @throws IllegalStateException when the session was in use for half a minute
     */
    @Override
    public void enterSipApp(
            @Nullable MobicentsSipApplicationSession application,
            @Nullable MobicentsSipSession session,
            boolean asked,
            boolean managed) {
        if (mode == ConcurrencyMode.NONE) {
            return;
        }
        if (asked ? managed && Turns.isWeb() : !Turns.isLane()) {
            Turns.enter(turn(application, session));
        }
    }

    @Override
    public void exitSipApp(
            @Nullable MobicentsSipApplicationSession application, @Nullable MobicentsSipSession session) {
        if (mode != ConcurrencyMode.NONE) {
            Turns.exit(turn(application, session));
        }
    }

    private @Nullable Turn turn(
            @Nullable MobicentsSipApplicationSession application, @Nullable MobicentsSipSession session) {
        if (application instanceof Turns.Guarded || application == null) {
            return Turns.of(application, session);
        }
        // Code of the application has a facade.
        return Turns.of(getSipManager().getSipApplicationSession(application.getKey(), false), session);
    }

    @Override
    public abstract SipManager getSipManager();
}
