// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.DatagramPacket;
import java.net.InetAddress;

/** Work of a lane that is not a datagram. */
final class LaneTask extends DatagramQueuedMessageDispatch {
    private static final DatagramPacket NONE = new DatagramPacket(new byte[0], 0, InetAddress.getLoopbackAddress(), 0);

    private final Runnable task;

    LaneTask(Runnable task) {
        super(NONE, System.currentTimeMillis());
        this.task = task;
    }

    /** Runs the task; whatever it throws ends the task and not the lane. */
    @Override
    public void run() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            StackLog.complain("a message failed on its lane", e);
        }
    }
}
