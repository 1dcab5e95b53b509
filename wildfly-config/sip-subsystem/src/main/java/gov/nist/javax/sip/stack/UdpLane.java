// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.carillon.sip.container.StackLog;
import org.carillon.sip.transport.PeerException;

/**
 * A lane: handles the datagrams of its Call-IDs, one after the other, as long as the connector runs.
 *
 * <p>What it answers goes out as a datagram too, whatever the Via of the request says: the stack would open a TCP
 * connection for a Via that names TCP, and the lane would wait for it.
 */
final class UdpLane extends UDPMessageChannel {
    UdpLane(SIPTransactionStack stack, LaneUdpMessageProcessor processor, String name) {
        super(stack, processor, name);
    }

    /** {@inheritDoc} Whatever one message does, an exhausted stack or heap included, the lane of all others goes on. */
    @Override
    public void run() {
        while (true) {
            try {
                super.run();
                return;
            } catch (RuntimeException | Error e) {
                StackLog.complain("a message failed on its lane", e);
            }
        }
    }

    @Override
    protected void sendMessage(byte[] bytes, InetAddress peer, int port, boolean reconnect) throws IOException {
        demandReachable(this, peer);
        super.sendMessage(bytes, peer, port, reconnect);
    }

    @Override
    protected void sendMessage(byte[] bytes, InetAddress peer, int port, String protocol, boolean retry)
            throws IOException {
        demandReachable(this, peer);
        super.sendMessage(bytes, peer, port, "UDP", retry);
    }

    /** A socket of IPv4 answers an address of IPv6 with an exception that the stack takes for a fault of its own. */
    static void demandReachable(MessageChannel channel, InetAddress peer) throws IOException {
        if (peer instanceof Inet6Address && channel.getMessageProcessor().getIpAddress() instanceof Inet4Address) {
            throw new PeerException("no way from IPv4 to " + peer.getHostAddress());
        }
    }
}
