// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.sip.ListeningPoint;
import javax.sip.SipStack;
import org.carillon.sip.overload.EarlyRefusal;
import org.carillon.sip.transport.StreamSettings;
import org.carillon.sip.transport.StreamTransport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the message processor of a listening point: one thread reads datagrams or all connections of the port, and
 * lanes handle the messages.
 *
 * <p>The stack makes this class by name and gives it nothing, so the length of a lane comes from the stack's
 * properties, and what a stream connector needs is announced before its listening point is made.
 */
public final class LaneMessageProcessorFactory implements MessageProcessorFactory {
    /** Stack property: how many messages may wait in one lane before further ones are dropped or not read. */
    public static final String LANE_LENGTH = "org.carillon.sip.LANE_LENGTH";

    private static final int DEFAULT_LANE_LENGTH = 2_000;

    private final Map<String, Streams> announced = new ConcurrentHashMap<>();
    private @Nullable StreamLanes lanes;
    private volatile @Nullable EarlyRefusal refusal;

    private record Streams(StreamTransport transport, StreamSettings settings) {}

    /** Called by the stack through reflection. */
    public LaneMessageProcessorFactory() {}

    /** {@return the factory of a stack that was made with this class} */
    public static LaneMessageProcessorFactory of(SipStack stack) {
        return (LaneMessageProcessorFactory) ((SIPTransactionStack) stack).getMessageProcessorFactory();
    }

    /** Says how the connections of a listening point, which is about to be made, behave. */
    public void announce(InetAddress address, int port, StreamTransport transport, StreamSettings settings) {
        announced.put(key(address, port, transport.kind().name()), new Streams(transport, settings));
    }

    /** Says what refuses datagrams that a server which is behind need not parse; for listening points made from now on. */
    public void refuseEarly(EarlyRefusal early) {
        refusal = early;
    }

    private static String key(InetAddress address, int port, String transport) {
        return MessageChannel.getKey(address, port, transport);
    }

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        var shared = lanes(stack);
        if (transport.equalsIgnoreCase(ListeningPoint.UDP)) {
            return new LaneUdpMessageProcessor(address, stack, port, laneLength(stack), shared, refusal);
        }
        var streams = announced.remove(key(address, port, transport));
        if (streams == null) {
            streams = new Streams(plain(transport), StreamSettings.DEFAULT);
        }
        return new StreamMessageProcessor(stack, address, port, streams.transport(), streams.settings(), shared);
    }

    private static StreamTransport plain(String transport) {
        SSLContext none = null;
        return new StreamTransport(StreamTransport.Kind.of(transport), none, none);
    }

    private synchronized StreamLanes lanes(SIPTransactionStack stack) {
        if (lanes == null) {
            lanes = new StreamLanes(stack.threadPoolSize, laneLength(stack));
        }
        return lanes;
    }

    private static int laneLength(SIPTransactionStack stack) {
        var length = ((SipStackImpl) stack).getConfigurationProperties().getProperty(LANE_LENGTH);
        return length == null ? DEFAULT_LANE_LENGTH : Integer.parseInt(length);
    }

    /** Ends the lanes that streams had for themselves. */
    public synchronized void stop() {
        if (lanes != null) {
            lanes.stop();
        }
    }
}
