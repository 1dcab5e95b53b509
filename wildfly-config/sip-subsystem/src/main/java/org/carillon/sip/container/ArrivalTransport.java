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
 * listening point of the Via's transport, finds none and leaves the transaction behind for ever. WS and WSS stand for each
 * other: behind a proxy that ends the TLS, a browser rightly says WSS.
 */
record ArrivalTransport() implements SIPMessageValve {
    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        correct(request, channel.getTransport());
        RequestChecks.dropOddPorts(request);
        return true;
    }

    static void correct(SIPRequest request, String arrival) {
        var via = request.getTopmostVia();
        if (via == null || isTheSame(arrival, via.getTransport())) {
            return;
        }
        try {
            via.setTransport(arrival.toUpperCase(Locale.ROOT));
        } catch (ParseException e) {
            SipLogger.LOG.debug("a request with an odd transport in its Via", e);
        }
    }

    private static boolean isTheSame(String arrival, String written) {
        return arrival.equalsIgnoreCase(written) || (isWebSocket(arrival) && isWebSocket(written));
    }

    private static boolean isWebSocket(String transport) {
        return transport.equalsIgnoreCase("WS") || transport.equalsIgnoreCase("WSS");
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
