// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import java.util.concurrent.atomic.LongAdder;

/** What one connector received and sent on the wire, retransmissions among it. */
public final class ConnectorMeter {
    private final LongAdder messagesReceived = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder messagesSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder retransmissionsSent = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /** All counters are 0. */
    public ConnectorMeter() {}

    /** A whole message, or a datagram that claims to be one, has arrived. */
    public void received(int bytes) {
        messagesReceived.increment();
        bytesReceived.add(bytes);
    }

    /** A message has been given to the network. */
    public void sent(int bytes) {
        messagesSent.increment();
        bytesSent.add(bytes);
    }

    /** The message that goes out now has gone out before. */
    public void retransmissionSent() {
        retransmissionsSent.increment();
    }

    /** What arrived is not a SIP message. */
    public void malformed() {
        malformed.increment();
    }

    /** What arrived is not handled, because there is no room for it. */
    public void dropped() {
        dropped.increment();
    }

    /** {@return messages that arrived} */
    public long messagesReceived() {
        return messagesReceived.sum();
    }

    /** {@return their bytes} */
    public long bytesReceived() {
        return bytesReceived.sum();
    }

    /** {@return messages that went out} */
    public long messagesSent() {
        return messagesSent.sum();
    }

    /** {@return their bytes} */
    public long bytesSent() {
        return bytesSent.sum();
    }

    /** {@return how many of the messages that went out had gone out before} */
    public long retransmissionsSent() {
        return retransmissionsSent.sum();
    }

    /** {@return how many of the messages that arrived could not be read} */
    public long messagesMalformed() {
        return malformed.sum();
    }

    /** {@return how many of the messages that arrived found no room} */
    public long messagesDropped() {
        return dropped.sum();
    }
}
