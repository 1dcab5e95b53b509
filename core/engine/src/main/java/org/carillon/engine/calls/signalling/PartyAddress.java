// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

import java.util.Optional;

/**
 * Who calls or is called.
 *
 * @param address E.164 when the user part is a telephone number, else the whole SIP URI
 * @param displayName from the From header, if any
 */
public record PartyAddress(String address, Optional<String> displayName) {
    /** Most characters of an address: longer ones are no telephone numbers and no addresses that people use. */
    public static final int LONGEST = 512;

    /** Without a display name. */
    public static PartyAddress of(String address) {
        return new PartyAddress(address, Optional.empty());
    }

    /** Whether the address is a telephone number in E.164 form. */
    public boolean isPhoneNumber() {
        return address.startsWith("+");
    }
}
