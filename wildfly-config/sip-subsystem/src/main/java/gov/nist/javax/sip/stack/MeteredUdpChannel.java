// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import java.io.IOException;
import java.net.InetAddress;
import javax.sip.address.Hop;

/**
 * A way out over UDP that counts what it sends.
 *
 * <p>A client transaction has one channel and sends the same message object again; a server transaction resends the
 * bytes of its last response. So both kinds of retransmission show here. What the stack answers of its own to a
 * datagram that it cannot read goes another way and is not counted.
 */
final class MeteredUdpChannel extends UDPMessageChannel {
    private final LaneUdpMessageProcessor processor;
    /** Not a reference: the stack drops the message early to free memory. */
    private int lastSent;

    private boolean whole;
    private final boolean nowhere;

    MeteredUdpChannel(InetAddress target, int port, LaneUdpMessageProcessor processor) {
        super(target, port, processor.getSIPStack(), processor);
        this.processor = processor;
        this.nowhere = target.isAnyLocalAddress();
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        if (nowhere) {
            processor.unreachable(message);
            return;
        }
        begin(message);
        try {
            super.sendMessage(message);
        } finally {
            whole = false;
        }
    }

    @Override
    public void sendMessage(SIPMessage message, Hop hop) throws IOException {
        if (nowhere) {
            processor.unreachable(message);
            return;
        }
        begin(message);
        try {
            super.sendMessage(message, hop);
        } finally {
            whole = false;
        }
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress receiver, int port) throws IOException {
        if (nowhere) {
            processor.unreachable(message);
            return;
        }
        begin(message);
        try {
            super.sendMessage(message, receiver, port);
        } finally {
            whole = false;
        }
    }

    private void begin(SIPMessage message) {
        var identity = System.identityHashCode(message);
        if (identity == lastSent) {
            processor.meter().retransmissionSent();
        }
        lastSent = identity;
        whole = true;
    }

    @Override
    protected void sendMessage(byte[] bytes, InetAddress peer, int port, boolean reconnect) throws IOException {
        UdpLane.demandReachable(this, peer);
        super.sendMessage(bytes, peer, port, reconnect);
        processor.meter().sent(bytes.length);
        if (!whole) {
            processor.meter().retransmissionSent();
        }
    }

    @Override
    protected void sendMessage(byte[] bytes, InetAddress peer, int port, String protocol, boolean retry)
            throws IOException {
        UdpLane.demandReachable(this, peer);
        super.sendMessage(bytes, peer, port, "UDP", retry);
        processor.meter().sent(bytes.length);
    }
}
