// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.stack.SIPDialog;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Message;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;
import org.mobicents.ext.javax.sip.dns.DNSAwareRouter;
import org.mobicents.servlet.sip.message.TransactionApplicationData;

/**
 * Sends a request on to the next server of its target when one has failed: RFC 3263 section 4.3 counts a 503, a time-out and a
 * transport error. The application sees the last failure only.
 *
 * <p>The implementation does so after a time-out, but then clears what the new transaction shares with the old one.
 */
final class NextServer {
    private NextServer() {}

    /** {@return whether the request of a transaction that has failed is on its way to another server} */
    static boolean tried(@Nullable ClientTransaction failed) {
        if (failed == null
                || !(failed.getApplicationData() instanceof TransactionApplicationData data)
                || !(data.getSipServletMessage() instanceof CarillonSipRequest request)
                || request.getTransaction() != failed
                || data.isCanceled()) {
            return false;
        }
        var hops = data.getHops();
        if (hops == null || hops.size() < 2) {
            return false;
        }
        var dialog = failed.getDialog();
        try {
            keepRoute(request.getMessage());
            if (!request.visitNextHop()) {
                return false;
            }
        } catch (RuntimeException e) {
            SipLogger.LOG.debug("the next server was not tried", e);
            return false;
        }
        failed.setApplicationData(null);
        if (dialog instanceof SIPDialog early && early.getFirstTransactionInt() == failed) {
            dialog.setApplicationData(null);
        }
        var session = request.getSipSession();
        if (session != null) {
            session.removeOngoingTransaction(failed);
        }
        return true;
    }

    /**
     * The implementation takes the first Route away, which it believes to be the one that led to the server that failed; the
     * router has taken that one away already.
     */
    private static void keepRoute(Message message) {
        if (message.getHeader(RouteHeader.NAME) instanceof RouteHeader route
                && route.getAddress().getURI() instanceof SipURI uri
                && uri.getParameter(DNSAwareRouter.DNS_ROUTE) == null) {
            try {
                message.addFirst(route);
            } catch (SipException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
