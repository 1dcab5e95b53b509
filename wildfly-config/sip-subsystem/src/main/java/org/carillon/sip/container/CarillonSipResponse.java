// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.SipServletRequest;
import javax.sip.Dialog;
import javax.sip.Transaction;
import javax.sip.header.RSeqHeader;
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

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException also when this is no 2xx: the container itself acknowledges the others (JSR 289
     *     section 11.1.7)
     */
    @Override
    public SipServletRequest createAck() {
        if (getStatus() >= Response.MULTIPLE_CHOICES) {
            throw new IllegalStateException("only a 2xx is acknowledged by the application, not " + getStatus());
        }
        return super.createAck();
    }

    /**
     * {@inheritDoc}
     *
     * @throws Rel100Exception also when this is no reliable provisional response (RFC 3262 section 4)
     */
    @Override
    public SipServletRequest createPrack() throws Rel100Exception {
        if (getStatus() <= Response.TRYING || getStatus() >= Response.OK) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        if (getMessage().getHeader(RSeqHeader.NAME) == null) {
            throw new Rel100Exception(Rel100Exception.NOT_100rel);
        }
        return super.createPrack();
    }

    @Override
    public void setContentLengthLong(long length) {
        setContentLength(Math.toIntExact(length));
    }
}
