// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.text.ParseException;
import java.util.Locale;
import javax.sip.SipStack;
import javax.sip.message.Response;
import org.carillon.sip.logging.SipLogger;

/**
 * Sees to it that a request is answered on the way it came, also when its Via names another transport.
 *
 * <p>RFC 3261 section 18.2.2 takes it for granted that they are the same. When they are not, the stack looks for a
 * listening point of the Via's transport, finds none and leaves the transaction behind for ever. WS and WSS are left as they
 * are: behind a proxy that ends the TLS, a browser rightly says WSS.
 */
record ArrivalTransport() implements SIPMessageValve {
    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        correct(request, channel.getTransport());
        return true;
    }

    static void correct(SIPRequest request, String arrival) {
        var via = request.getTopmostVia();
        if (via == null || arrival.equalsIgnoreCase(via.getTransport()) || isWebSocket(arrival)) {
            return;
        }
        try {
            via.setTransport(arrival.toUpperCase(Locale.ROOT));
        } catch (ParseException e) {
            SipLogger.LOG.debug("a request with an odd transport in its Via", e);
        }
    }

    private static boolean isWebSocket(String transport) {
        return transport.regionMatches(true, 0, "WS", 0, 2);
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        return true;
    }

    @Override
    public void init(SipStack stack) {}

    @Override
    public void destroy() {}
}
