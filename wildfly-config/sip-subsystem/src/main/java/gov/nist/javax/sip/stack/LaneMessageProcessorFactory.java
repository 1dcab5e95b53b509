// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.InetAddress;
import javax.sip.ListeningPoint;

/**
 * Makes the message processor of a listening point: lanes for UDP, the stack's thread per connection otherwise.
 *
 * <p>A stream transport needs no lanes, because the thread that reads a connection also handles its messages. The
 * stack makes this class by name and gives it nothing, so the length of a lane comes from the stack's properties.
 */
public final class LaneMessageProcessorFactory implements MessageProcessorFactory {
    /** Stack property: how many datagrams may wait in one lane before further ones are dropped. */
    public static final String LANE_LENGTH = "org.carillon.sip.LANE_LENGTH";

    private static final int DEFAULT_LANE_LENGTH = 2_000;

    private final MessageProcessorFactory others = new OIOMessageProcessorFactory();

    /** Called by the stack through reflection. */
    public LaneMessageProcessorFactory() {}

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        if (!transport.equalsIgnoreCase(ListeningPoint.UDP)) {
            return others.createMessageProcessor(stack, address, port, transport);
        }
        var length = ((SipStackImpl) stack).getConfigurationProperties().getProperty(LANE_LENGTH);
        return new LaneUdpMessageProcessor(
                address, stack, port, length == null ? DEFAULT_LANE_LENGTH : Integer.parseInt(length));
    }
}
