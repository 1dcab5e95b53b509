// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.trunks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carillon.engine.addresses.AddressRules;
import org.carillon.engine.addresses.Network;
import org.carillon.engine.numbers.PhoneNumber;

/**
 * Which addresses may send calls, where calls to other networks go, and which numbers may be called there.
 *
 * @param networks sources of inbound calls; with none, no call is taken
 * @param defaultTrunk next hop of calls to other networks, {@code sip:host:port}; without it, none can be placed
 * @param allowedPrefixes E.164 prefixes that may be called through a trunk; {@code +} allows every number, an empty list
 *     none (toll fraud is paid by the operator, so nothing is allowed that was not asked for)
 * @param sipNetworks networks that a document's SIP addresses may name although they are not public; those of
 *     {@code networks} may be named, too
 */
public record TrunkPolicy(
        List<Network> networks,
        Optional<String> defaultTrunk,
        List<String> allowedPrefixes,
        List<Network> sipNetworks) {
    private static final Pattern TRUNK = Pattern.compile("sips?:[^\\s@<>\"]+");
    private static final Pattern PREFIX = Pattern.compile("\\+\\d{0,15}");

    /** @throws IllegalArgumentException when the trunk is no SIP URI of a host or a prefix is not {@code +} and digits */
    public TrunkPolicy {
        networks = List.copyOf(networks);
        allowedPrefixes = List.copyOf(allowedPrefixes);
        sipNetworks = List.copyOf(sipNetworks);
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

    /**
     * Why a SIP address that a tenant names may not be called. A number behind a trunk is under the same prefixes as one that
     * is dialled as a number; an address is judged when it is written as one (names are looked up by the SIP stack).
     *
     * @return empty when it may be called
     */
    public Optional<String> refusal(String uri) {
        Optional<SipTarget> parsed = SipTarget.parse(uri);
        if (parsed.isEmpty()) {
            return Optional.of("'" + uri + "' is not a SIP address.");
        }
        SipTarget target = parsed.get();
        boolean trunk = isTrunk(target.host());
        if (trunk && target.isDialable() && !allowsDialled(target.user())) {
            return Optional.of("Calls to " + target.user() + " are not allowed on this platform.");
        }
        return trunk || isReachable(target)
                ? Optional.empty()
                : Optional.of(
                        "The address " + target.host() + " is in a network that a document may not name; the operator"
                                + " allows it with " + TrunkSettings.SIP_NETWORKS + ".");
    }

    private boolean isTrunk(String host) {
        return admits(host)
                || defaultTrunk
                        .flatMap(SipTarget::parse)
                        .filter(trunk -> trunk.host().equals(host))
                        .isPresent();
    }

    private boolean allowsDialled(String user) {
        return allowedPrefixes.contains("+")
                || (user.startsWith("+")
                        && PhoneNumber.parse(user).filter(this::allows).isPresent());
    }

    private boolean isReachable(SipTarget target) {
        if (target.isOddAddress()) {
            return false;
        }
        try {
            return !target.isAddress() || new AddressRules(sipNetworks).allows(InetAddress.getByName(target.host()));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
