// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.connector;

import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.message.Response;
import org.carillon.sip.logging.SipLogger;
import org.mobicents.servlet.sip.core.SipNetworkInterfaceManager;

/**
 * Lets the Contact of a response name the listening point at which its request arrived, and {@code sips} when the
 * request asked for it (RFC 3261 section 12.1.1).
 *
 * <p>The implementation takes the first listening point of the transport, which on a machine with several addresses, or
 * with IPv4 and IPv6, may be one that the peer cannot reach.
 */
public final class ArrivalContact {
    private ArrivalContact() {}

    /** Corrects the Contact of a response, if it has one. */
    public static void correct(SIPRequest request, Response response, SipNetworkInterfaceManager network) {
        var contact = (ContactHeader) response.getHeader(ContactHeader.NAME);
        var local = request.getLocalAddress();
        if (contact == null || local == null || !(contact.getAddress().getURI() instanceof SipURI uri)) {
            return;
        }
        var via = request.getTopmostVia();
        var arrival = network.findMatchingListeningPoint(
                local.getHostAddress(), request.getLocalPort(), via == null ? "udp" : via.getTransport());
        try {
            if (arrival != null) {
                var outside = arrival.isUseStaticAddress();
                uri.setHost(arrival.getIpAddress(outside));
                uri.setPort(outside ? arrival.getGlobalPort() : arrival.getPort());
            }
            if (request.getRequestURI() instanceof SipURI target && target.isSecure() && !uri.isSecure()) {
                uri.setSecure(true);
                // The parameter names what is below TLS, and tls itself is no longer a value (RFC 5630 section 3.1.4).
                uri.removeParameter("transport");
            }
        } catch (ParseException e) {
            SipLogger.LOG.debug("the Contact of a response stays as it was", e);
        }
    }
}
