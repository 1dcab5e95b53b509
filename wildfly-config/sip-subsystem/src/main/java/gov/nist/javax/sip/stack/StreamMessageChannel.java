// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.core.CommonLogger;
import gov.nist.core.StackLogger;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.Locale;
import java.util.Set;
import org.carillon.sip.transport.BadRequest;
import org.carillon.sip.transport.StreamConnection;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The stack's way to one peer for one message that arrived, or for one transaction of ours.
 *
 * <p>It is not the connection: that one is found when something is sent. A response goes back on the connection of its
 * request, and when that is gone, to the port of the Via's sent-by at the address where the request came from (RFC
 * 3261 section 18.2.2). A request takes any open connection to its target.
 */
final class StreamMessageChannel extends ConnectionOrientedMessageChannel {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.transport");
    private static final StackLogger STACK = CommonLogger.getLogger(StreamMessageChannel.class);
    private static final Set<Class<?>> MANDATORY = Set.of(
            From.class,
            To.class,
            CSeq.class,
            Via.class,
            CallID.class,
            ContentLength.class,
            RequestLine.class,
            StatusLine.class);
    private static final String NOWHERE = ".invalid";

    private final StreamMessageProcessor processor;
    private final String host;
    private volatile @Nullable StreamConnection connection;

    /** For a message that arrived. */
    StreamMessageChannel(StreamMessageProcessor processor, StreamConnection connection) {
        this(processor, connection.remote().getAddress(), connection.remote().getPort());
        this.connection = connection;
    }

    /** For a message to this address. */
    StreamMessageChannel(StreamMessageProcessor processor, InetAddress address, int port) {
        this(processor, address, port, address.getHostAddress());
    }

    /** For a message to this address, whose certificate must have this name. */
    StreamMessageChannel(StreamMessageProcessor processor, InetAddress address, int port, String host) {
        super(processor.getSIPStack());
        this.processor = processor;
        this.messageProcessor = processor;
        this.host = host;
        this.peerAddress = address;
        this.peerPort = port;
        this.peerProtocol = processor.getTransport();
        this.myAddress = processor.getIpAddress().getHostAddress();
        this.myPort = processor.getPort();
    }

    /** Handles a message; the lane of its Call-ID calls this. */
    void received(byte[] bytes) {
        SIPMessage message;
        try {
            message = sipStack.getMessageParserFactory()
                    .createMessageParser(sipStack)
                    .parseSIPMessage(bytes, true, false, this);
        } catch (ParseException e) {
            STACK.logError("malformed message from " + peerAddress.getHostAddress() + ": " + e.getMessage());
            refuse(bytes, e);
            return;
        }
        if (message != null) {
            process(message);
        }
    }

    /** Hands a parsed message to its transaction. */
    void process(SIPMessage message) {
        try {
            if (processor.kind().webSocket()) {
                replaceNowhere(message);
            }
            if (message instanceof SIPRequest) {
                noteAlias(message);
            }
            processMessage(message);
        } catch (Exception e) {
            // Much of it is for what the stack answered with an error already.
            STACK.logError("a message was not handled: " + e.getMessage(), e);
        }
    }

    /** Gives a message to its lane once more. */
    void again(SIPMessage message) {
        processor.again(message, () -> process(message));
    }

    /** A request that cannot be parsed gets 400 or 505, as over UDP; the stream itself is still in step. */
    private void refuse(byte[] bytes, ParseException why) {
        var answer = BadRequest.to(bytes, why);
        var back = connection;
        if (answer.isEmpty() || back == null) {
            return;
        }
        try {
            back.send(answer.get(), null);
            processor.meter().sent(answer.get().length);
        } catch (IOException gone) {
            LOG.debug("a malformed request was not answered", gone);
        }
    }

    /**
     * A browser has no address, so its Contact names a host that does not exist (RFC 7118 section 5); requests to it
     * would fail, so the address of its connection takes its place.
     */
    private void replaceNowhere(SIPMessage message) throws ParseException {
        var contacts = message.getContactHeaders();
        if (contacts == null) {
            return;
        }
        for (Contact contact : contacts) {
            if (contact.getAddress() != null
                    && contact.getAddress().getURI() instanceof SipUri uri
                    && uri.getHost() != null
                    && uri.getHost().endsWith(NOWHERE)) {
                uri.setHost(getPeerAddress());
                uri.setPort(getPeerPort());
            }
        }
    }

    /**
     * Lets our requests to the peer's sent-by take his connection (RFC 5923). Only a peer with a certificate that was
     * checked can ask for it: others could take calls of a host behind the same address.
     */
    private void noteAlias(SIPMessage message) {
        var here = connection;
        var via = message.getTopmostVia();
        if (here == null || via == null || !via.hasParameter("alias") || here.peerCertificates() == null) {
            return;
        }
        processor.alias(peerAddress, via.getPort() > 0 ? via.getPort() : processor.getDefaultTargetPort(), here);
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        if (isOurselves()) {
            super.sendMessage(message);
            return;
        }
        sendMessage(message, peerAddress, peerPort);
    }

    private boolean isOurselves() {
        for (var other : sipStack.getMessageProcessors()) {
            if (other.getPort() == peerPort
                    && other.getIpAddress().equals(peerAddress)
                    && other.getTransport().equalsIgnoreCase(peerProtocol)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress address, int port) throws IOException {
        var bytes = message.encodeAsBytes(getTransport());
        transmit(bytes, address, port, message);
        message.setRemoteAddress(address);
        message.setRemotePort(port);
        message.setLocalAddress(processor.getIpAddress());
        message.setLocalPort(getPort());
        logMessage(message, address, port, System.currentTimeMillis());
    }

    @Override
    protected void sendMessage(byte[] bytes, boolean retry) throws IOException {
        transmit(bytes, peerAddress, peerPort, null);
    }

    @Override
    protected void sendMessage(byte[] bytes, InetAddress address, int port, boolean retry) throws IOException {
        transmit(bytes, address, port, null);
    }

    private void transmit(byte[] bytes, InetAddress address, int port, @Nullable SIPMessage message)
            throws IOException {
        StreamConnection.Failed failed = message == null ? null : e -> processor.failed(message, bytes, e);
        var way = connection;
        if (way != null && way.open() && way.remote().getAddress().equals(address)) {
            way.send(bytes, failed);
            processor.meter().sent(bytes.length);
            return;
        }
        var domain = message instanceof SIPRequest request && isSecure() ? domain(request) : null;
        var again = domain == null ? processor.existing(address, port) : processor.existing(address, port, domain);
        if (again == null) {
            var gone = way != null && way.inbound() && port == way.remote().getPort();
            // Nobody listens at the port from which a peer once connected.
            again = processor.connection(
                    address,
                    gone && peerPortAdvertisedInHeaders > 0 ? peerPortAdvertisedInHeaders : port,
                    domain == null ? host : domain);
        }
        connection = again;
        try {
            again.send(bytes, failed);
        } catch (IOException e) {
            if (failed == null) {
                throw e;
            }
            // The peer may have refused before the first message was queued: that is told as a later refusal is.
            failed.failed(e);
            return;
        }
        processor.meter().sent(bytes.length);
    }

    /**
     * {@return whom a request is for, which is what the peer's certificate must say (RFC 5922 section 4)} Not the name that the
     * DNS gave for it: whoever answers for the DNS could name a server of his own.
     */
    private static @Nullable String domain(SIPRequest request) {
        var routes = request.getRouteHeaders();
        var uri = routes == null || routes.isEmpty()
                ? request.getRequestURI()
                : ((Route) routes.getFirst()).getAddress().getURI();
        if (!(uri instanceof SipUri next)) {
            return null;
        }
        var named = next.getMAddrParam() == null ? next.getHost() : next.getMAddrParam();
        var domain = named.toLowerCase(Locale.ROOT);
        if (domain.startsWith("[")) {
            return domain.substring(1, domain.length() - 1);
        }
        return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }

    /** Which header made a message unreadable decides whether the rest of it is of use. */
    @Override
    @SuppressWarnings("rawtypes")
    public void handleException(
            ParseException e, SIPMessage message, @Nullable Class headerClass, String header, @Nullable String text)
            throws ParseException {
        if (headerClass != null && MANDATORY.contains(headerClass)) {
            throw e;
        }
        message.addUnparsed(header);
    }

    /** Connections live on their own and are closed by their connector. */
    @Override
    protected void close(boolean removeSocket, boolean stopKeepAliveTask) {}

    @Override
    public String getTransport() {
        return processor.getTransport();
    }

    @Override
    public boolean isSecure() {
        return processor.isSecure();
    }
}
