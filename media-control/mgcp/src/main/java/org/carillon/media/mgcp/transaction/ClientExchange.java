// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.jspecify.annotations.Nullable;

/** A command that was sent, until its answers can no longer come. Owned by the socket's thread. */
final class ClientExchange {
    final int transaction;
    final Outgoing outgoing;
    final CompletableFuture<MgcpResponse> future;
    final byte[] datagram;
    final long startedAt;
    int sent;
    boolean provisional;
    DatagramLoop.@Nullable Timer timer;
    private final Set<MgcpResponse> seen = new HashSet<>();

    ClientExchange(
            int transaction,
            Outgoing outgoing,
            CompletableFuture<MgcpResponse> future,
            byte[] datagram,
            long startedAt) {
        this.transaction = transaction;
        this.outgoing = outgoing;
        this.future = future;
        this.datagram = datagram;
        this.startedAt = startedAt;
    }

    /** Whether this answer is another than those that came before; at most one for each datagram sent is looked at. */
    boolean isNews(MgcpResponse response) {
        return seen.size() <= sent && seen.add(response);
    }

    long remaining(long now) {
        return outgoing.deadline().toNanos() - (now - startedAt);
    }

    void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
