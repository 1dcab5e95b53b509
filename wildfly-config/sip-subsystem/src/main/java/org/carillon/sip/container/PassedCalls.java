// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.stack.SIPTransaction;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.Transaction;
import javax.sip.TransactionState;
import javax.sip.header.ReasonHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.TransactionApplicationData;

/**
 * Calls that left the server without an application, as by a route of the application router: the container itself is their proxy. Their
 * CANCEL goes on (RFC 3261 section 16.10), at once or with the first answer of the callee (section 9.1), and when nobody answers they get
 * 408 (section 16.8), or 487. The implementation looks for a session in both cases, which they do not have.
 *
 * <p>Safe for all threads; what happens to one call happens on one lane, but for its end.
 */
final class PassedCalls {
    /** Cancelled before anybody answered; until then, or until the transaction ends. */
    private final ConcurrentHashMap<Transaction, List<ReasonHeader>> waiting = new ConcurrentHashMap<>();

    private final SipApplicationDispatcher dispatcher;

    /** @param dispatcher is told of what is sent */
    PassedCalls(SipApplicationDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Cancels a call when it is one of these.
     *
     * @param invite what the container knows of the INVITE
     * @param reasons of the caller
     * @return whether it is
     */
    boolean cancel(TransactionApplicationData invite, List<ReasonHeader> reasons) {
        if (!(invite.getTransaction() instanceof ClientTransaction call) || passed(call) == null) {
            return false;
        }
        if (isUnanswered(call)) {
            waiting.put(call, reasons);
            if (TransactionState.TERMINATED.equals(call.getState())) {
                waiting.remove(call);
            }
        } else {
            send(call, reasons);
        }
        return true;
    }

    private static boolean isUnanswered(Transaction call) {
        return call.getState() == null || TransactionState.CALLING.equals(call.getState());
    }

    /** {@return what is known of a call that left without an application, or null for any other} */
    private static @Nullable TransactionApplicationData passed(Transaction call) {
        return call.getApplicationData() instanceof TransactionApplicationData data
                        && (data.isNoAppReturned() || data.getModifier() != null)
                ? data
                : null;
    }

    /** A response came; its transaction may be gone. */
    void answered(@Nullable ClientTransaction call, int status) {
        // Nearly always there is none.
        if (call == null || waiting.isEmpty()) {
            return;
        }
        var reasons = waiting.remove(call);
        if (reasons != null && status < Response.OK) {
            send(call, reasons);
        }
    }

    /** Nobody has answered: the container says so to the caller, but to nobody else (RFC 4320 section 4.2). */
    void timedOut(ClientTransaction call) {
        var data = passed(call);
        if (data == null
                || !(data.getTransaction() instanceof ServerTransaction incoming)
                || !Request.INVITE.equals(incoming.getRequest().getMethod())) {
            return;
        }
        var status = waiting.containsKey(call) ? Response.REQUEST_TERMINATED : Response.REQUEST_TIMEOUT;
        try {
            var response = SipFactoryImpl.messageFactory.createResponse(status, incoming.getRequest());
            incoming.sendResponse(response);
            dispatcher.updateResponseStatistics(response, false);
        } catch (SipException | InvalidArgumentException | ParseException e) {
            SipLogger.LOG.debug("a time-out was not told", e);
        }
    }

    /** A transaction has ended. */
    void ended(Transaction transaction) {
        waiting.remove(transaction);
    }

    private void send(ClientTransaction call, List<ReasonHeader> reasons) {
        if (!TransactionState.PROCEEDING.equals(call.getState())) {
            // It has its final answer, which crossed the CANCEL.
            return;
        }
        try {
            var cancel = call.createCancel();
            reasons.forEach(cancel::addHeader);
            ((SIPTransaction) call)
                    .getSipProvider()
                    .getNewClientTransaction(cancel)
                    .sendRequest();
            dispatcher.updateRequestsStatistics(cancel, false);
        } catch (SipException e) {
            SipLogger.LOG.debug("a CANCEL was not sent on", e);
        }
    }
}
