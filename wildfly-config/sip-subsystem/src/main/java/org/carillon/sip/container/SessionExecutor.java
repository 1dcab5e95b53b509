// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.ServerTransactionExt;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.concurrency.Turn;
import org.carillon.sip.concurrency.Turns;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.dispatchers.CancelRequestDispatcher.CancelDispatchTask;
import org.mobicents.servlet.sip.core.dispatchers.DispatchTask;
import org.mobicents.servlet.sip.core.dispatchers.DispatchedMessage;
import org.mobicents.servlet.sip.core.dispatchers.MessageDispatcher;
import org.mobicents.servlet.sip.message.SipServletMessageImpl;
import org.mobicents.servlet.sip.message.SipServletRequestImpl;
import org.mobicents.servlet.sip.message.TransactionApplicationData;

/**
 * Where the implementation gives its work to: a message goes to its servlet on this very thread, which is a lane, and all
 * else to the housekeeping threads, unless the session wants one thing at a time. Then the work takes its turn.
 *
 * <p>It has no threads itself and is an executor with threads only because the implementation's type asks for that.
 */
final class SessionExecutor extends ThreadPoolExecutor {
    private static final ThreadLocal<@Nullable Turn> REPORTED = new ThreadLocal<>();

    private final SipApplicationDispatcher dispatcher;
    private final Executor housekeeping;
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean guarding;

    /** @param housekeeping takes what belongs to no session, and CANCEL, which may overtake its INVITE */
    SessionExecutor(SipApplicationDispatcher dispatcher, Executor housekeeping) {
        super(0, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        this.dispatcher = dispatcher;
        this.housekeeping = housekeeping;
    }

    @Override
    public void execute(Runnable work) {
        if (work instanceof CancelDispatchTask cancel) {
            post(turnOfInvite(DispatchedMessage.of(cancel)), cancel);
            return;
        }
        if (work instanceof DispatchTask message) {
            dispatch(message);
            return;
        }
        post(REPORTED.get(), work);
    }

    private void post(@Nullable Turn turn, Runnable work) {
        if (turn == null) {
            housekeeping.execute(work);
        } else {
            turn.post(work);
        }
    }

    /** Says that an application is here that wants one thing at a time; without one nothing is looked up. */
    void guard() {
        guarding = true;
    }

    private void dispatch(DispatchTask task) {
        if (!guarding) {
            task.run();
            return;
        }
        var message = DispatchedMessage.of(task);
        var turn = Turns.of(message.getSipSession());
        if (turn == null) {
            task.run();
        } else if (!turn.run(task)) {
            refuse(task, message);
        }
    }

    private void refuse(DispatchTask task, SipServletMessageImpl message) {
        var count = refused.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            SipLogger.LOG.sessionFull(count, message.getCallId());
        }
        if (message instanceof SipServletRequestImpl request && !Request.ACK.equals(request.getMethod())) {
            MessageDispatcher.sendErrorResponse(
                    dispatcher,
                    Response.SERVICE_UNAVAILABLE,
                    (ServerTransaction) request.getTransaction(),
                    (Request) request.getMessage(),
                    DispatchedMessage.provider(task));
        }
    }

    /**
     * Lets what the implementation has to do about the end of something take the turn of the session it belonged to.
     *
     * @param ended the implementation's data of the transaction or dialog
     */
    void report(@Nullable Object ended, Runnable report) {
        if (!guarding) {
            report.run();
            return;
        }
        REPORTED.set(turnOf(ended));
        try {
            report.run();
        } finally {
            REPORTED.remove();
        }
    }

    private static @Nullable Turn turnOfInvite(SipServletMessageImpl cancel) {
        var invite = cancel.getTransaction() instanceof ServerTransactionExt transaction
                ? transaction.getCanceledInviteTransaction()
                : null;
        return invite == null ? null : turnOf(invite.getApplicationData());
    }

    private static @Nullable Turn turnOf(@Nullable Object applicationData) {
        if (!(applicationData instanceof TransactionApplicationData data)) {
            return null;
        }
        var message = data.getSipServletMessage();
        if (message != null) {
            return Turns.of(message.getSipSession());
        }
        var transaction = data.getTransaction();
        return transaction == null || transaction.getApplicationData() == applicationData
                ? null
                : turnOf(transaction.getApplicationData());
    }
}
