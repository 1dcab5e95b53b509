// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.metrics.ConnectorMeter;
import org.carillon.sip.metrics.Metered;
import org.carillon.sip.transport.StreamConnection;
import org.carillon.sip.transport.StreamReactor;
import org.carillon.sip.transport.StreamSettings;
import org.carillon.sip.transport.StreamTransport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A listening point of TCP, TLS, WS or WSS on our own connections (docs/decisions/004 says why not on the stack's).
 *
 * <p>One thread reads all connections; each message goes to the lane of its Call-ID. What cannot be sent is told to
 * its transaction on the same lane.
 */
public final class StreamMessageProcessor extends ConnectionOrientedMessageProcessor
        implements StreamReactor.Listener, Metered {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.transport");

    private final StreamReactor reactor;
    private final StreamTransport.Kind kind;
    private final StreamLanes lanes;
    private final ConnectorMeter meter = new ConnectorMeter();

    StreamMessageProcessor(
            SIPTransactionStack stack,
            InetAddress address,
            int port,
            StreamTransport transport,
            StreamSettings settings,
            StreamLanes lanes)
            throws IOException {
        super(address, port, transport.toString(), stack);
        this.kind = transport.kind();
        this.lanes = lanes;
        this.reactor = new StreamReactor(new InetSocketAddress(address, port), transport, settings, this);
    }

    @Override
    public boolean received(StreamConnection connection, byte[] message) {
        var taken = lanes.offer(
                message,
                connection.remote().getAddress(),
                () -> new StreamMessageChannel(this, connection).received(message));
        if (taken) {
            meter.received(message.length);
        }
        return taken;
    }

    @Override
    public ConnectorMeter meter() {
        return meter;
    }

    /** {@return the lanes that it shares with the first UDP connector, or those of all streams} */
    @Override
    public LaneGauge lanes() {
        return lanes.current();
    }

    /** Runs something on the lane of a message. */
    void again(SIPMessage message, Runnable task) {
        if (!lanes.offer(message.encodeAsBytes(getTransport()), getIpAddress(), task)) {
            LOG.debugf("a lane is full, and a message that had to wait is lost: %s", message.getFirstLine());
        }
    }

    /** Tells the transaction of a message, on its lane, that it was not sent. */
    void failed(SIPMessage message, byte[] bytes, IOException cause) {
        LOG.debugf("%s not sent: %s", message.getFirstLine(), cause.getMessage());
        if (!lanes.offer(bytes, getIpAddress(), () -> tell(message))) {
            // The transaction ends by its own timer instead.
            LOG.debug("a lane is full, so a transport error waits for its transaction's timer");
        }
    }

    private void tell(SIPMessage message) {
        if (message instanceof SIPResponse) {
            var transaction = sipStack.findTransaction(message.getTransactionId(), true);
            if (transaction != null) {
                transaction.raiseIOExceptionEvent();
            }
            return;
        }
        var request = (SIPRequest) message;
        var transaction = sipStack.findTransaction(message.getTransactionId(), false);
        if (transaction != null && !Request.ACK.equals(request.getMethod())) {
            // RFC 3261 section 8.1.3.1: a transport error is treated as a 503.
            var unavailable = request.createResponse(Response.SERVICE_UNAVAILABLE, "Transport error");
            ((StreamMessageChannel) transaction.getMessageChannel()).process(unavailable);
        }
    }

    /** {@return the connection to a peer, ours or his, opened when there is none} */
    StreamConnection connection(InetAddress address, int port, String host) throws IOException {
        return reactor.connection(new InetSocketAddress(address, port), host);
    }

    @Nullable
    StreamConnection existing(InetAddress address, int port) {
        return reactor.find(new InetSocketAddress(address, port));
    }

    @Nullable
    StreamConnection existing(InetAddress address, int port, String name) {
        return reactor.find(new InetSocketAddress(address, port), name);
    }

    void alias(InetAddress address, int port, StreamConnection connection) {
        reactor.alias(new InetSocketAddress(address, port), connection);
    }

    StreamTransport.Kind kind() {
        return kind;
    }

    @Override
    public int connections() {
        return reactor.connections();
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        return new StreamMessageChannel(
                this,
                target.getInetAddress(),
                port(target.getPort()),
                target.getHost().getHostname());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) {
        return new StreamMessageChannel(this, host, port(port));
    }

    private int port(int wanted) {
        return wanted > 0 ? wanted : getDefaultTargetPort();
    }

    @Override
    public void start() {
        reactor.start();
    }

    @Override
    public void stop() {
        reactor.close();
    }

    @Override
    public boolean closeReliableConnection(String peerAddress, int peerPort) {
        try {
            var found = existing(InetAddress.getByName(peerAddress), peerPort);
            if (found != null) {
                found.close(new IOException("closed by the application"));
            }
            return found != null;
        } catch (IOException e) {
            throw new IllegalArgumentException("not an address: " + peerAddress, e);
        }
    }

    /** {@return false; the connector's idle time is for all of its connections} */
    @Override
    public boolean setKeepAliveTimeout(String peerAddress, int peerPort, long keepAliveTimeout) {
        return false;
    }

    @Override
    public int getDefaultTargetPort() {
        return switch (kind) {
            case TCP -> 5060;
            case TLS -> 5061;
            case WS -> 80;
            case WSS -> 443;
        };
    }

    @Override
    public boolean isSecure() {
        return kind.secure();
    }
}
