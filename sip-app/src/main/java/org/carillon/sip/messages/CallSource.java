// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carillon.engine.addresses.Network;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from. Of the packet, not of the Via header, which the sender writes; only behind one of our own
 * balancers it is what the balancer has seen, and noted in the Via below its own (RFC 3261 section 18.2.1, RFC 3581).
 *
 * @param balancers addresses whose word is taken; with none, only the packet counts
 */
public record CallSource(List<Network> balancers) {
    private static final Pattern RECEIVED =
            Pattern.compile(";\\s*received\\s*=\\s*\\[?([0-9A-Fa-f.:]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENT_BY =
            Pattern.compile("SIP\\s*/\\s*2\\.0\\s*/\\s*\\w+\\s+(\\[[^\\]]+\\]|[^\\s;:,]+)", Pattern.CASE_INSENSITIVE);

    /** Keeps a copy. */
    public CallSource {
        balancers = List.copyOf(balancers);
    }

    /**
     * The address before ours.
     *
     * @param packet the IP address from which the packet came, as a literal
     * @param vias the values of the Via headers, topmost first
     * @return an IP address as a literal, or what stands in its place; of a request that a balancer itself has made, the
     *     balancer's
     */
    public @Nullable String of(@Nullable String packet, List<String> vias) {
        if (packet == null || vias.size() < 2 || balancers.stream().noneMatch(balancer -> balancer.contains(packet))) {
            return packet;
        }
        String before = vias.get(1);
        Matcher received = RECEIVED.matcher(before);
        if (received.find()) {
            return received.group(1).toLowerCase(Locale.ROOT);
        }
        // A balancer that adds nothing says with it that the sender has named itself rightly.
        Matcher sentBy = SENT_BY.matcher(before);
        return sentBy.find() ? sentBy.group(1) : packet;
    }
}
