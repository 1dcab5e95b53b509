// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another node needs to go on with a confirmed dialog (RFC 3261 section 12).
 *
 * @param id as the stack names it: Call-ID, our tag, the peer's
 * @param localParty our name-addr without tag
 * @param remoteParty the peer's
 * @param remoteTarget the peer's Contact; null when it never sent one
 * @param routes the route set in the order in which requests take it
 * @param localSequence of our last request; 0 when there was none
 * @param remoteSequence of the peer's last request; -1 when there was none
 * @param acknowledgedSequence of the last INVITE of the peer whose ACK came; -1 when none came
 * @param method that began it
 * @param server whether the peer began it
 * @param secure whether its requests must travel over TLS
 * @param branch of the request that began it; null when the stack has let go of it
 * @param transport over which it came, as Via spells it
 */
public record DialogImage(
        String id,
        String callId,
        String localTag,
        String remoteTag,
        String localParty,
        String remoteParty,
        @Nullable String remoteTarget,
        List<String> routes,
        long localSequence,
        long remoteSequence,
        long acknowledgedSequence,
        String method,
        boolean server,
        boolean secure,
        @Nullable String branch,
        String transport) {
    /** Copies the list. */
    public DialogImage {
        routes = List.copyOf(routes);
    }
}
