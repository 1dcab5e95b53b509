// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPTransaction;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.Proxy;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.TooManyHopsException;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.sip.Dialog;
import javax.sip.Transaction;
import javax.sip.address.Hop;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.ReasonHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.connector.ArrivalContact;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.SipServletRequestImpl;
import org.mobicents.servlet.sip.message.SipServletResponseImpl;

/** A SIP request with the methods that the Servlet API gained after JSR 289. */
public final class CarillonSipRequest extends SipServletRequestImpl {
    /** They go where their INVITE went. */
    private static final Set<String> LEAVE_UNROUTED = Set.of(Request.ACK, Request.CANCEL);

    private static final Set<String> SECURE = Set.of("TLS", "WSS");

    /** While it is not known yet where this request goes; null when it need not be looked up. */
    private transient volatile @Nullable Departure departure;

    /** What the application router has said of this request on its way out; null when it was not asked. */
    private transient @Nullable SipApplicationRouterInfo routed;

    private transient volatile List<ReasonHeader> reasons = List.of();

    private final transient FirstAnswer firstAnswer = new FirstAnswer();

    /** For deserialization by the implementation. */
    public CarillonSipRequest() {}

    CarillonSipRequest(
            Request request,
            SipFactoryImpl factory,
            @Nullable MobicentsSipSession session,
            @Nullable Transaction transaction,
            @Nullable Dialog dialog,
            boolean createDialog) {
        super(request, factory, session, transaction, dialog, createDialog);
    }

    /** {@return whether it has been answered} */
    FirstAnswer firstAnswer() {
        return firstAnswer;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the status is not 100 to 699
     * @throws IllegalStateException when this is an ACK or has a final response already (JSR 289 sections 11.2.1 and
     *     11.2.2); the implementation would make a response that nobody can send
     */
    @Override
    public SipServletResponse createResponse(int status, @Nullable String reason) {
        if (Request.ACK.equals(getMethod())) {
            throw new IllegalStateException("an ACK is not answered");
        }
        if (getLastFinalResponse() != null) {
            throw new IllegalStateException("the request has its final response already");
        }
        return super.createResponse(status, reason);
    }

    /** {@inheritDoc} Its Contact is the listening point to which this request came, unless the session chose one. */
    @Override
    public SipServletResponse createResponse(int status, @Nullable String reason, boolean validate, boolean received) {
        var response = super.createResponse(status, reason, validate, received);
        var session = getSipSession();
        if (getMessage() instanceof SIPRequest request && (session == null || session.getOutboundInterface() == null)) {
            var message = (Response) ((SipServletResponseImpl) response).getMessage();
            ArrivalContact.correct(request, message, sipFactoryImpl.getSipNetworkInterfaceManager());
        }
        return response;
    }

    @Override
    public SipServletResponse createResponse(int status) {
        return createResponse(status, null);
    }

    /**
     * {@inheritDoc} When the next hop has a name that is not known yet, the request leaves a little later, on another thread:
     * the lane does not wait for the DNS. What is not found is answered with 503, as what is not reached.
     */
    @Override
    public void send() throws IOException {
        var earlier = departure;
        if (earlier != null && earlier.waits()) {
            throw new IllegalStateException("the request was sent already");
        }
        route();
        var later = Departure.of(this, sipFactoryImpl);
        if (later == null) {
            leave();
            return;
        }
        departure = later;
        later.begin(super::send);
    }

    /** A number without a Route can go to the next application only, which is here; the implementation fails to locate it. */
    private void leave() throws IOException {
        if (!Departure.leadsNowhere(this)) {
            super.send();
            return;
        }
        checkMessageState();
        if (routed == null || routed.getNextApplicationName() == null) {
            throw new IOException("neither an application nor a Route for " + getRequestURI());
        }
        send((Hop) null);
    }

    /**
     * Asks the application router before the next hop is chosen: it may push routes, and the implementation, which asks later,
     * would send the request to its Request-URI all the same.
     */
    private void route() {
        if (routed == null && isInitial() && !LEAVE_UNROUTED.contains(getMethod())) {
            routed = sipFactoryImpl.getNextInterestedApplication(this);
        }
    }

    @Nullable
    SipApplicationRouterInfo routed() {
        return routed;
    }

    /** {@inheritDoc} One that waits to leave is sent already. */
    @Override
    public boolean isCommitted() {
        var later = departure;
        return super.isCommitted() || (later != null && later.waits());
    }

    /** Notes why this request is cancelled, or will be. */
    void cancelledFor(List<ReasonHeader> why) {
        reasons = why;
    }

    /** {@return why this request is cancelled; none when nobody has said} */
    List<ReasonHeader> reasons() {
        return reasons;
    }

    /** {@inheritDoc} A request that waits to leave is waited for: only what has left can be cancelled. */
    @Override
    public SipServletRequest createCancel() {
        var later = departure;
        if (later != null) {
            later.await();
        }
        var cancel = super.createCancel();
        reasons.forEach(why -> ((SipServletRequestImpl) cancel).getMessage().addHeader((Header) why.clone()));
        return cancel;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the request has its final response, or is within a dialog that is not proxied
     *     (JSR 289 sections 10.2.3 and 10.2.9)
     * @throws TooManyHopsException when no hop is left; the request is not answered yet, the container does that when the
     *     servlet lets the exception through (section 10.2.10)
     */
    @Override
    public Proxy getProxy(boolean create) throws TooManyHopsException {
        var session = getSipSession();
        if (session.getB2buaHelper() == null
                && getMessage().getHeader(MaxForwardsHeader.NAME) instanceof MaxForwardsHeader hops
                && hops.getMaxForwards() <= 0) {
            throw new TooManyHopsException("the request has no hop left");
        }
        var none = session.getProxy() == null;
        if (create && (getLastFinalResponse() != null || (none && !isInitial()))) {
            throw new IllegalStateException("the request cannot be proxied (any more)");
        }
        if (create && (none || (isInitial() && session.getProxy().getOriginalRequest() == null))) {
            // Checks hops and that no B2BUA helper was asked for.
            super.getProxy(false);
            session.setProxy(new CarillonProxy(this, sipFactoryImpl));
        }
        return super.getProxy(create);
    }

    @Override
    public Proxy getProxy() throws TooManyHopsException {
        return getProxy(true);
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

    @Override
    public void setCharacterEncoding(String charset) throws UnsupportedEncodingException {
        Headers.charset(this, charset);
    }

    @Override
    public @Nullable Locale getAcceptLanguage() {
        return Headers.languages(this).stream().findFirst().orElse(null);
    }

    @Override
    public Iterator<Locale> getAcceptLanguages() {
        return Headers.languages(this).iterator();
    }

    /** {@return whether it came, or goes, over TLS or WSS} What its Via says is the peer's word. */
    @Override
    public boolean isSecure() {
        if (getTransaction() instanceof SIPTransaction transaction && transaction.getTransport() != null) {
            return SECURE.contains(transaction.getTransport().toUpperCase(Locale.ROOT));
        }
        return super.isSecure();
    }

    @Override
    public long getContentLengthLong() {
        return getContentLength();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var parameters = new LinkedHashMap<String, String[]>();
        for (var names = getParameterNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            parameters.put(name, getParameterValues(name));
        }
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public ServletContext getServletContext() {
        return getSession().getServletContext();
    }

    /** A SIP request is never put aside as an HTTP request can be; it may be answered later from any thread. */
    @Override
    public AsyncContext startAsync() {
        throw new IllegalStateException("a SIP request is not asynchronous; answer it later from any thread");
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return startAsync();
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public AsyncContext getAsyncContext() {
        throw new IllegalStateException("a SIP request is not asynchronous");
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    /** {@return the Call-ID and CSeq, which name the request within this server} */
    @Override
    public String getRequestId() {
        return getCallId() + '/' + getHeader("CSeq");
    }

    /** {@return an empty text: SIP gives a request no identifier of its own} */
    @Override
    public String getProtocolRequestId() {
        return "";
    }

    @Override
    public ServletConnection getServletConnection() {
        return new SipConnection(getTransport(), isSecure());
    }

    private record SipConnection(String transport, boolean secure) implements ServletConnection {
        @Override
        public String getConnectionId() {
            return "";
        }

        @Override
        public String getProtocol() {
            return "SIP/2.0/" + transport;
        }

        @Override
        public String getProtocolConnectionId() {
            return "";
        }

        @Override
        public boolean isSecure() {
            return secure;
        }
    }
}
