// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.calls;

import gov.nist.javax.sip.TransactionExt;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.Transaction;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import org.carillon.sip.location.ServerLocator;
import org.carillon.sip.logging.SipLogger;
import org.mobicents.servlet.sip.JainSipUtils;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;

/**
 * Acknowledges and ends what a callee has answered when no application is left that could (RFC 3261 section 13.2.2.4): its
 * session has ended with the dialog of the first answer. Without that the callee would wait half a minute for an ACK, off
 * the hook.
 *
 * <p>The dialog and the transaction of the BYE carry no data of the implementation, which leaves such ones alone.
 */
final class UnwantedAnswers {
    /**
     * A BYE that nobody answers lasts for half a minute, so a callee that makes up answers must not get more of them. What
     * is beyond it is not acknowledged, and its callee ends it.
     */
    static final int MOST_AT_ONCE = 1_000;

    private final SipApplicationDispatcher dispatcher;

    /** The dialogs that end, by the branch of their BYE. */
    private final Map<String, Dialog> ending = new ConcurrentHashMap<>();

    /** Their ACKs by their ids, to be sent again: a dialog with a BYE makes none any more. */
    private final Map<String, Request> acks = new ConcurrentHashMap<>();

    UnwantedAnswers(SipApplicationDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** {@return whether an answer is one that was ended already} It is acknowledged again. */
    boolean isEnded(ResponseEvent event) {
        var ack = acks.isEmpty() ? null : acks.get(((SIPResponse) event.getResponse()).getDialogId(false));
        if (ack == null) {
            return false;
        }
        try {
            ((SipProvider) event.getSource()).sendRequest((Request) ack.clone());
            dispatcher.updateRequestsStatistics(ack, false);
        } catch (SipException e) {
            SipLogger.LOG.debug("an unwanted answer was not acknowledged again", e);
        }
        return true;
    }

    /**
     * Sends ACK and BYE.
     *
     * @param dialog made for this answer, without the implementation's data
     */
    void end(ResponseEvent event, Dialog dialog) {
        var response = (SIPResponse) event.getResponse();
        try {
            var ack = dialog.createAck(response.getCSeq().getSeqNumber());
            located(ack, () -> leave(event, dialog, ack));
        } catch (InvalidArgumentException | SipException | RejectedExecutionException e) {
            SipLogger.LOG.debug("an unwanted answer was not acknowledged", e);
        }
    }

    /** The lane does not wait for the DNS. */
    private void located(Request ack, Runnable then) {
        var route = (RouteHeader) ack.getHeader(RouteHeader.NAME);
        var uri = route == null ? ack.getRequestURI() : route.getAddress().getURI();
        if (uri instanceof SipURI next
                && dispatcher.getDNSServerLocator() instanceof ServerLocator locator
                && locator.mustAsk(next, next.getTransportParam())) {
            locator.whenLocated(next, next.getTransportParam(), then);
            return;
        }
        then.run();
    }

    private void leave(ResponseEvent event, Dialog dialog, Request ack) {
        try {
            acks.put(dialog.getDialogId(), (Request) ack.clone());
            dialog.sendAck(ack);
            dispatcher.updateRequestsStatistics(ack, false);
            bye((SipProvider) event.getSource(), dialog);
        } catch (SipException e) {
            acks.remove(dialog.getDialogId());
            SipLogger.LOG.debug("an unwanted answer was not ended", e);
        }
    }

    private void bye(SipProvider provider, Dialog dialog) throws SipException {
        dialog.terminateOnBye(true);
        var bye = dialog.createRequest(Request.BYE);
        var transaction = provider.getNewClientTransaction(bye);
        JainSipUtils.setTransactionTimers((TransactionExt) transaction, dispatcher);
        ending.put(((SIPRequest) transaction.getRequest()).getTopmostVia().getBranch(), dialog);
        dialog.sendRequest(transaction);
        dispatcher.updateRequestsStatistics(bye, false);
    }

    /** {@return whether another answer may be ended now} */
    boolean hasRoom() {
        return ending.size() < MOST_AT_ONCE;
    }

    /** {@return whether a response answers a BYE of ours, so that nobody else may see it} */
    boolean isAnswered(ResponseEvent event) {
        return !ending.isEmpty()
                && event.getClientTransaction() != null
                && ending.containsKey(event.getClientTransaction().getBranchId());
    }

    /** Hears of the end of a transaction. */
    void ended(Transaction transaction) {
        if (!ending.isEmpty()) {
            var dialog = ending.remove(transaction.getBranchId());
            if (dialog != null) {
                acks.remove(dialog.getDialogId());
                dialog.delete();
            }
        }
    }
}
