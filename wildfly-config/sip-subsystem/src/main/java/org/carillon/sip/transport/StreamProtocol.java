// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/**
 * What one connection speaks above TCP or TLS: how bytes become SIP messages and messages become bytes.
 *
 * <p>Each connection has its own. Only the thread that reads the connection calls {@link #read} and {@link #pending};
 * any thread may call {@link #frame}.
 */
interface StreamProtocol {
    /**
     * Takes what arrived; all of it is consumed.
     *
     * @throws ProtocolException when the rest of the stream cannot be understood any more
     */
    void read(ByteBuffer bytes, Sink sink) throws ProtocolException;

    /** {@return the bytes on the wire of one SIP message} */
    byte[] frame(byte[] message);

    /** {@return whether the peer has begun something that it has not finished: a message or a handshake} */
    boolean pending();

    /** {@return whether the peer has proved that it speaks this protocol without having sent a SIP message yet} */
    boolean established();

    /** Where the outcome of reading goes, in the order of the stream. */
    interface Sink {
        /** A whole SIP message arrived. */
        void message(byte[] message);

        /** The protocol itself answers, for instance a handshake. */
        void reply(byte[] bytes);

        /** The answer to a keep-alive; it may wait for all else, and be left out when a later one comes meanwhile. */
        void pong(byte[] bytes);

        /** The peer said goodbye; what was replied before still goes out. */
        void end();
    }
}
