// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.ServerTransactionExt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.sip.TooManyHopsException;
import javax.sip.ServerTransaction;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.concurrency.Turn;
import org.carillon.sip.concurrency.Turns;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.transport.PeerException;
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

    /** An ACK has no answer, and that of a PRACK is its servlet's own matter. */
    private static final Set<String> UNANSWERED = Set.of(Request.ACK, Request.PRACK);

    private final SipApplicationDispatcher dispatcher;
    private final Executor housekeeping;
    private final AtomicLong refused = new AtomicLong();
    private final PassedCalls passed;
    private volatile boolean guarding;

    /** @param housekeeping takes what belongs to no session, and CANCEL, which may overtake its INVITE */
    SessionExecutor(SipApplicationDispatcher dispatcher, Executor housekeeping) {
        super(0, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        this.dispatcher = dispatcher;
        this.passed = new PassedCalls(dispatcher);
        this.housekeeping = housekeeping;
    }

    @Override
    public void execute(Runnable work) {
        if (work instanceof CancelDispatchTask cancel) {
            cancel(cancel);
            return;
        }
        if (work instanceof DispatchTask message) {
            dispatch(message);
            return;
        }
        post(REPORTED.get(), work);
    }

    private void cancel(CancelDispatchTask task) {
        var cancel = DispatchedMessage.of(task);
        var invite = dataOfInvite(cancel);
        if (invite instanceof TransactionApplicationData data && passed.cancel(data, Reasons.in(cancel.getMessage()))) {
            return;
        }
        post(turnOf(invite), () -> {
            keepReasons(cancel);
            task.run();
        });
    }

    /** {@return the calls that belong to no application} */
    PassedCalls passed() {
        return passed;
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
            run(task);
            return;
        }
        var message = DispatchedMessage.of(task);
        var turn = Turns.of(message.getSipSession());
        if (turn == null) {
            run(task);
        } else if (!turn.run(() -> run(task))) {
            refuse(task, message);
        }
    }

    /** Gives a message to its servlet, and answers a request whose servlet has thrown (JSR 289 sections 2.4 and 10.2.10). */
    private void run(DispatchTask task) {
        try {
            if (isOutOfHops(DispatchedMessage.of(task))) {
                throw new TooManyHopsException("a later request of a proxied call has no hop left");
            }
            task.dispatch();
        } catch (Exception | Error e) {
            var message = DispatchedMessage.of(task);
            var hops = isOfHops(e);
            if (!hops) {
                log(message, e);
            }
            if (message instanceof SipServletRequestImpl request
                    && !UNANSWERED.contains(request.getMethod())
                    && request.getLastFinalResponse() == null) {
                FirstAnswer.giveTo(request);
                MessageDispatcher.sendErrorResponse(
                        dispatcher,
                        hops ? Response.TOO_MANY_HOPS : Response.SERVER_INTERNAL_ERROR,
                        request,
                        DispatchedMessage.provider(task));
            }
        }
    }

    /** What a peer can bring about whenever it likes is no line of the log. */
    private static void log(SipServletMessageImpl message, Throwable failure) {
        if (PeerException.isCauseOf(failure)) {
            SipLogger.LOG.debug("a message was not handled because of its peer", failure);
        } else {
            SipLogger.LOG.dispatchFailed(message.getCallId(), failure);
        }
    }

    /** Initial requests are looked at when a servlet wants to proxy them; the proxy sends later ones on by itself. */
    private static boolean isOutOfHops(SipServletMessageImpl message) {
        return message instanceof SipServletRequestImpl request
                && !request.isInitial()
                && request.getMessage().getHeader(MaxForwardsHeader.NAME) instanceof MaxForwardsHeader hops
                && hops.getMaxForwards() == 0
                && request.getSipSession() != null
                && request.getSipSession().getProxy() != null;
    }

    private static boolean isOfHops(Throwable failure) {
        return failure instanceof TooManyHopsException || failure.getCause() instanceof TooManyHopsException;
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

    private static @Nullable Object dataOfInvite(SipServletMessageImpl cancel) {
        var invite = cancel.getTransaction() instanceof ServerTransactionExt transaction
                ? transaction.getCanceledInviteTransaction()
                : null;
        return invite == null ? null : invite.getApplicationData();
    }

    /** The proxy of the INVITE, which is told of the CANCEL, sees the first Reason of it only. */
    private static void keepReasons(SipServletMessageImpl cancel) {
        if (dataOfInvite(cancel) instanceof TransactionApplicationData data
                && data.getSipServletMessage() instanceof CarillonSipRequest invite) {
            invite.cancelledFor(Reasons.in(cancel.getMessage()));
        }
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
