// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.noun;

import java.util.List;
import java.util.Optional;
import org.carillon.engine.markup.value.Parameter;

/**
 * A SIP address to call.
 *
 * @param addresses where the target can be reached, best first (smallest priority, then largest weight); never empty
 * @param headers headers to send along; those in the address itself ({@code ?X-name=value}) stay in the address until it is called
 */
public record SipNoun(
        List<Address> addresses, Optional<Credentials> credentials, List<Parameter> headers, TargetSettings settings)
        implements Noun {

    /**
     * One address of the target.
     *
     * @param uri a {@code sip:} or {@code sips:} URI as written, parameters and headers included
     * @param priority 0 to 65535, the smallest is tried first
     * @param weight 0 to 65535, the larger is preferred among equal priorities
     * @param credentials when this address needs others than the rest
     */
    public record Address(String uri, int priority, int weight, Optional<Credentials> credentials) {}

    /** What is answered when the target's server challenges the call. */
    public record Credentials(String username, String password) {

        /** Does not show the password, because records end up in logs. */
        @Override
        public String toString() {
            return "Credentials[username=" + username + "]";
        }
    }

    /** @throws IllegalArgumentException when there is no address */
    public SipNoun {
        addresses = List.copyOf(addresses);
        headers = List.copyOf(headers);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a SIP target needs an address");
        }
    }

    /** The address that is tried first. */
    public String uri() {
        return addresses.get(0).uri();
    }

    @Override
    public String element() {
        return "Sip";
    }
}
