// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import java.net.DatagramPacket;
import org.carillon.sip.overload.LaneWait;
import org.jspecify.annotations.Nullable;

/** Lets a message that is being handled wait for something, with its lane free for others, and come again. */
public final class WayBack {
    private WayBack() {}

    /**
     * {@return what lets the message come to its lane once more, as if it had just arrived; null when it did not come over a
     * lane} A lane that is full then loses it.
     */
    public static @Nullable Runnable of(SIPMessage message, MessageChannel channel) {
        DatagramPacket packet = LaneWait.packet();
        if (packet != null && channel.getMessageProcessor() instanceof LaneUdpMessageProcessor datagrams) {
            return () -> datagrams.again(packet);
        }
        return channel instanceof StreamMessageChannel stream ? () -> stream.again(message) : null;
    }
}
