// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import java.util.Locale;
import java.util.Optional;
import org.carillon.engine.calls.signalling.PartyAddress;

/** Who calls whom, from the headers of an INVITE. */
public final class Parties {
    private Parties() {}

    /**
     * The calling party. A trunk's P-Asserted-Identity (RFC 3325) goes before From when it names a telephone number and
     * the caller did not ask for privacy: carriers put the number there when From holds something else.
     *
     * @param from the URI of the From header
     * @param displayName of the From header
     * @param asserted the URI of P-Asserted-Identity; only given for a trusted source
     * @param privacy the Privacy header (RFC 3323)
     */
    public static PartyAddress caller(
            String from, Optional<String> displayName, Optional<String> asserted, Optional<String> privacy) {
        Optional<String> name = displayName.map(String::strip).filter(text -> !text.isEmpty());
        boolean isPrivate = privacy.map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> value.contains("id") || value.contains("user"))
                .isPresent();
        return asserted.filter(uri -> !isPrivate)
                .flatMap(Uris::number)
                .map(number -> new PartyAddress(number.e164(), name))
                .orElseGet(() -> new PartyAddress(Uris.address(from), name));
    }

    /**
     * The called party: what the Request-URI names, since the To header may still hold what was dialled before a
     * diversion. To counts when the Request-URI has no user part, as some gateways send it.
     */
    public static PartyAddress called(String requestUri, String to) {
        return PartyAddress.of(Uris.address(Uris.user(requestUri).isPresent() ? requestUri : to));
    }
}
