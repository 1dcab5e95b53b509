// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.util.Objects;
import javax.sip.Dialog;
import javax.sip.Transaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.MobicentsSipFactory;
import org.mobicents.servlet.sip.core.MobicentsSipServletMessageFactory;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletResponse;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** Makes the request and response classes that also have the methods of today's Servlet API. */
public final class MessageFactory implements MobicentsSipServletMessageFactory {
    private @Nullable SipFactoryImpl sipFactory;

    /** Made by the container through reflection. */
    public MessageFactory() {}

    @Override
    public MobicentsSipServletRequest createSipServletRequest(
            Request request,
            @Nullable MobicentsSipSession session,
            @Nullable Transaction transaction,
            @Nullable Dialog dialog,
            boolean createDialog) {
        return new CarillonSipRequest(request, factory(), session, transaction, dialog, createDialog);
    }

    @Override
    public MobicentsSipServletResponse createSipServletResponse(
            Response response,
            @Nullable Transaction transaction,
            @Nullable MobicentsSipSession session,
            @Nullable Dialog dialog,
            boolean received,
            boolean retransmission) {
        return new CarillonSipResponse(response, factory(), transaction, session, dialog, received, retransmission);
    }

    private SipFactoryImpl factory() {
        return Objects.requireNonNull(sipFactory);
    }

    @Override
    public MobicentsSipFactory getMobicentsSipFactory() {
        return factory();
    }

    @Override
    public void setMobicentsSipFactory(MobicentsSipFactory factory) {
        this.sipFactory = (SipFactoryImpl) factory;
    }
}
