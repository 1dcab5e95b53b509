// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.mobicents.servlet.sip.core.dispatchers;

import javax.servlet.sip.ar.SipRouteModifier;
import javax.sip.SipProvider;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.mobicents.servlet.sip.core.DispatcherException;
import org.mobicents.servlet.sip.core.SipSessionRoutingType;
import org.mobicents.servlet.sip.message.SipServletMessageImpl;
import org.mobicents.servlet.sip.message.SipServletRequestImpl;

/**
 * Sends a request for a telephone number out by its topmost Route when no application is next (JSR 289 section 15.4.1), and refuses it when
 * it has none. The implementation refuses both with 500, for the number names no server; where a request goes is the Route's
 * matter (RFC 3261 section 16.6).
 */
final class NumberDispatcher extends InitialRequestDispatcher {
    @Override
    public void dispatchMessage(SipProvider provider, SipServletMessageImpl message) throws DispatcherException {
        try {
            super.dispatchMessage(provider, message);
        } catch (DispatcherException e) {
            if (!isForNobody((SipServletRequestImpl) message, e)) {
                throw e;
            }
            leave((SipServletRequestImpl) message);
        }
    }

    /**
     * The name of an application is noted as soon as one is next, what the router has said wrongly has a cause, and problems with Join and
     * Replaces have a status of their own.
     */
    private static boolean isForNobody(SipServletRequestImpl request, DispatcherException refusal) {
        return refusal.getErrorCode() == Response.SERVER_INTERNAL_ERROR
                && refusal.getCause() == null
                && request.getCurrentApplicationName() == null
                && request.getMessage() instanceof Request message
                && !(message.getRequestURI() instanceof SipURI);
    }

    private void leave(SipServletRequestImpl request) throws DispatcherException {
        if (request.getMessage().getHeader(RouteHeader.NAME) == null) {
            // RFC 3261 section 16.3: only a Route or an application could tell where a number leads.
            throw new DispatcherException(
                    Response.UNSUPPORTED_URI_SCHEME,
                    "neither an application nor a Route for " + request.getRequestURI());
        }
        try {
            forwardRequestStatefully(request, SipSessionRoutingType.PREVIOUS_SESSION, SipRouteModifier.NO_ROUTE);
        } catch (Exception e) {
            throw new DispatcherException(
                    Response.SERVER_INTERNAL_ERROR, "not sent by its Route: " + request.getRequestURI(), e);
        }
    }
}
