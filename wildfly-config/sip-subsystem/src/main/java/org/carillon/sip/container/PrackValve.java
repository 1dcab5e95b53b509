// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.header.RAck;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPMessageValve;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import javax.sip.SipStack;
import javax.sip.header.RAckHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.metrics.Traffic;

/**
 * Answers a PRACK that acknowledges nothing with 481 (RFC 3262 section 3); the stack drops it within a dialog of ours.
 *
 * <p>It has to look before the stack does, so without a transaction. One of a dialog that is not here is left to {@link
 * RequestChecks}, for a proxy lets it pass.
 */
record PrackValve(SIPTransactionStack stack, Traffic traffic) implements SIPMessageValve {
    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        if (!Request.PRACK.equals(request.getMethod()) || request.getToTag() == null) {
            return true;
        }
        var dialog = stack.getDialog(request.getDialogId(true));
        // One that is repeated gets the answer that it got.
        if (dialog == null
                || matches(request, dialog)
                || stack.findTransaction(request.getTransactionId(), true) != null) {
            return true;
        }
        Refusal.send(request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, channel, traffic);
        return false;
    }

    private static boolean matches(SIPRequest prack, SIPDialog dialog) {
        return dialog.isServer()
                && dialog.getFirstTransactionInt() instanceof SIPServerTransaction invite
                && invite.getReliableProvisionalResponse() != null
                && prack.getHeader(RAckHeader.NAME) instanceof RAck acknowledged
                && acknowledged.getMethod().equals(invite.getPendingReliableResponseMethod())
                && acknowledged.getCSeqNumberLong() == invite.getPendingReliableCSeqNumber()
                && acknowledged.getRSequenceNumber() == invite.getPendingReliableRSeqNumber();
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        return true;
    }

    @Override
    public void init(SipStack started) {}

    @Override
    public void destroy() {}
}
