// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.Locale;
import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.Transaction;
import javax.sip.TransactionState;
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

    /** {@inheritDoc} The container sends no 100 any more. */
    @Override
    public void send(boolean reliably) throws IOException {
        FirstAnswer.giveTo(getRequest());
        var answers = isFinalOfAnApplication() ? answers() : null;
        if (answers != null) {
            // Before, for its ACK may be here at once.
            answers.leaves((CarillonSipRequest) getRequest(), (SIPResponse) getMessage());
        }
        try {
            super.send(reliably);
        } catch (IOException | RuntimeException e) {
            if (answers != null) {
                answers.stayed((SIPResponse) getMessage());
            }
            throw e;
        }
        if (answers != null && getTransaction() instanceof SIPServerTransaction transaction) {
            if (transaction.getLastResponseStatusCode() != getStatus()) {
                // A CANCEL was faster.
                answers.stayed((SIPResponse) getMessage());
            }
            answers.left(transaction, getSipSession(), getStatus());
        }
        copy();
    }

    /** An application may answer on any thread, and the copy of its session follows the dialog. */
    private void copy() {
        var session = getSipSession();
        var application = session == null ? null : session.getSipApplicationSession();
        if (application != null && application.getSipContext() != null) {
            application.getSipContext().exitSipAppHa(null, this, false);
        }
    }

    /**
     * Not what has been sent already, which fails, nor what comes after another final answer, as 200 does after the 487 to a CANCEL: the
     * stack drops that.
     */
    private boolean isFinalOfAnApplication() {
        return getStatus() >= Response.OK
                && !isMessageSent()
                && getTransaction() instanceof SIPServerTransaction transaction
                && transaction.getInternalState() < TransactionState._COMPLETED
                && !isProxiedResponse()
                && getRequest() instanceof CarillonSipRequest request
                && request.isInitial();
    }

    private @Nullable FinalAnswers answers() {
        return sipFactoryImpl.getSipApplicationDispatcher() instanceof CarillonDispatcher dispatcher
                ? dispatcher.answers()
                : null;
    }

    /** {@inheritDoc} A compact name is the same header (RFC 3261 section 7.3.3). */
    @Override
    public @Nullable String getHeader(String name) {
        return super.getHeader(Headers.fullName(name));
    }

    @Override
    public ListIterator<String> getHeaders(String name) {
        return super.getHeaders(Headers.fullName(name));
    }

    @Override
    public @Nullable Address getAddressHeader(String name) throws ServletParseException {
        try {
            return super.getAddressHeader(name);
        } catch (ServletParseException e) {
            return Headers.address(this, sipFactoryImpl, name);
        }
    }

    @Override
    public @Nullable Parameterable getParameterableHeader(String name) throws ServletParseException {
        try {
            return super.getParameterableHeader(name);
        } catch (ServletParseException e) {
            return Headers.parameterable(this, sipFactoryImpl, name);
        }
    }

    @Override
    public ListIterator<Address> getAddressHeaders(String name) throws ServletParseException {
        var list = Headers.addresses(this, sipFactoryImpl, name);
        return list == null ? super.getAddressHeaders(name) : list;
    }

    @Override
    public ListIterator<Parameterable> getParameterableHeaders(String name) throws ServletParseException {
        var list = Headers.parameterables(this, sipFactoryImpl, name);
        return list == null ? super.getParameterableHeaders(name) : list;
    }

    @Override
    public void addParameterableHeader(String name, Parameterable value, boolean first) {
        Headers.refuseSystemHeader(this, name);
        super.addParameterableHeader(name, value, first);
    }

    @Override
    public @Nullable String getInitialTransport() {
        var transport = super.getInitialTransport();
        return transport == null ? null : transport.toUpperCase(Locale.ROOT);
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return Headers.charset(this);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when there is no such charset here
     */
    @Override
    public void setCharacterEncoding(String charset) {
        try {
            Headers.charset(this, charset);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalArgumentException("no such charset: " + charset, e);
        }
    }

    @Override
    public void setStatus(int status) {
        refuseWhenCommitted();
        super.setStatus(status);
    }

    @Override
    public void setStatus(int status, String reason) {
        refuseWhenCommitted();
        super.setStatus(status, reason);
    }

    private void refuseWhenCommitted() {
        if (isCommitted()) {
            throw new IllegalStateException("the response was sent already");
        }
    }

    @Override
    public @Nullable Locale getAcceptLanguage() {
        return Headers.languages(this).stream().findFirst().orElse(null);
    }

    @Override
    public Iterator<Locale> getAcceptLanguages() {
        return Headers.languages(this).iterator();
    }

    /** {@inheritDoc} A response that was sent is committed, too (JSR 289 section 5.2). */
    @Override
    public boolean isCommitted() {
        return super.isCommitted() || (isMessageSent && getTransaction() instanceof ServerTransaction);
    }

    @Override
    public void setContentLengthLong(long length) {
        setContentLength(Math.toIntExact(length));
    }
}
