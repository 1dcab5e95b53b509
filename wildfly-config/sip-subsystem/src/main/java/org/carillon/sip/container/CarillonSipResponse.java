// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import javax.sip.Dialog;
import javax.sip.Transaction;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.SipServletResponseImpl;

/** A SIP response with the methods that the Servlet API gained after JSR 289. */
public final class CarillonSipResponse extends SipServletResponseImpl {
    /** For deserialization by the implementation. */
    public CarillonSipResponse() {}

    CarillonSipResponse(
            Response response,
            SipFactoryImpl factory,
            @Nullable Transaction transaction,
            @Nullable MobicentsSipSession session,
            @Nullable Dialog dialog,
            boolean received,
            boolean retransmission) {
        super(response, factory, transaction, session, dialog, received, retransmission);
    }

    @Override
    public void setContentLengthLong(long length) {
        setContentLength(Math.toIntExact(length));
    }
}
