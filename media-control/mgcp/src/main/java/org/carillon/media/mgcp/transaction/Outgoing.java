// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;

/**
 * A command to be sent.
 *
 * @param command its transaction number is replaced by a fresh one
 * @param peer address and port to send it to
 * @param deadline how long an answer is waited for, above zero
 * @param unexpected gets final answers that come after the deadline, and further, different answers to one command: a
 *     peer without at-most-once carried it out twice. Called on the socket's thread; must return at once.
 */
public record Outgoing(
        MgcpCommand command,
        InetSocketAddress peer,
        PeerDialect dialect,
        Duration deadline,
        Consumer<MgcpResponse> unexpected) {

    public Outgoing {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the deadline must be above zero");
        }
    }

    /** A command whose late answers nobody needs. */
    public static Outgoing of(MgcpCommand command, InetSocketAddress peer, Duration deadline) {
        return new Outgoing(command, peer, PeerDialect.STANDARD, deadline, response -> {});
    }
}
