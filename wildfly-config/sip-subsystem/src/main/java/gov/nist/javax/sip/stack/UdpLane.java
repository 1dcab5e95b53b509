// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import org.carillon.sip.container.StackLog;

/** A lane: handles the datagrams of its Call-IDs, one after the other, as long as the connector runs. */
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
}
