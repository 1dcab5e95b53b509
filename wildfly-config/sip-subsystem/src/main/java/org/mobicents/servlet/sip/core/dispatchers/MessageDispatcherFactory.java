// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.mobicents.servlet.sip.core.dispatchers;

import javax.sip.message.Request;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.SipApplicationDispatcherImpl;
import org.mobicents.servlet.sip.message.SipServletRequestImpl;
import org.mobicents.servlet.sip.message.SipServletResponseImpl;

/**
 * Says who deals with a message. The implementation's own class of this name, whose place it takes, knows nobody for a telephone number that
 * has to leave without an application.
 */
public final class MessageDispatcherFactory {
    private final RequestDispatcher initial = new NumberDispatcher();
    private final RequestDispatcher later = new SubsequentRequestDispatcher();
    private final RequestDispatcher cancel = new CancelRequestDispatcher();
    private final ResponseDispatcher response = new ResponseDispatcher();

    /** Made by the implementation for its dispatcher. */
    public MessageDispatcherFactory(SipApplicationDispatcher dispatcher) {
        initial.sipApplicationDispatcher = dispatcher;
        later.sipApplicationDispatcher = dispatcher;
        cancel.sipApplicationDispatcher = dispatcher;
        response.sipApplicationDispatcher = dispatcher;
    }

    /** {@return who deals with a request} */
    public RequestDispatcher getRequestDispatcher(
            SipServletRequestImpl request, SipApplicationDispatcherImpl dispatcher) {
        if (request.isInitial()) {
            return initial;
        }
        return Request.CANCEL.equals(request.getMethod()) ? cancel : later;
    }

    /** {@return who deals with a response} */
    public ResponseDispatcher getResponseDispatcher(
            SipServletResponseImpl message, SipApplicationDispatcherImpl dispatcher) {
        return response;
    }
}
