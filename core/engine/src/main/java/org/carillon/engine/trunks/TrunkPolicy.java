// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.trunks;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carillon.engine.numbers.PhoneNumber;

/**
 * Which addresses may send calls, where calls to other networks go, and which numbers may be called there.
 *
 * @param networks sources of inbound calls; with none, no call is taken
 * @param defaultTrunk next hop of calls to other networks, {@code sip:host:port}; without it, none can be placed
 * @param allowedPrefixes E.164 prefixes that may be called through a trunk; {@code +} allows every number, an empty list
 *     none (toll fraud is paid by the operator, so nothing is allowed that was not asked for)
 */
public record TrunkPolicy(List<Network> networks, Optional<String> defaultTrunk, List<String> allowedPrefixes) {
    private static final Pattern TRUNK = Pattern.compile("sips?:[^\\s@<>\"]+");
    private static final Pattern PREFIX = Pattern.compile("\\+\\d{0,15}");

    /** @throws IllegalArgumentException when the trunk is no SIP URI of a host or a prefix is not {@code +} and digits */
    public TrunkPolicy {
        networks = List.copyOf(networks);
        allowedPrefixes = List.copyOf(allowedPrefixes);
        defaultTrunk.filter(uri -> !TRUNK.matcher(uri).matches()).ifPresent(uri -> {
            throw new IllegalArgumentException("a trunk is written sip:host:port, not " + uri);
        });
        for (String prefix : allowedPrefixes) {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException("a prefix is a plus sign and digits, not " + prefix);
            }
        }
    }

    /**
     * Whether a call may come from there.
     *
     * @param sourceAddress the IP address that the packet came from, as a literal
     */
    public boolean admits(String sourceAddress) {
        return networks.stream().anyMatch(network -> network.contains(sourceAddress));
    }

    /** Whether the number may be called through a trunk. */
    public boolean allows(PhoneNumber destination) {
        return allowedPrefixes.stream().anyMatch(destination.e164()::startsWith);
    }
}
