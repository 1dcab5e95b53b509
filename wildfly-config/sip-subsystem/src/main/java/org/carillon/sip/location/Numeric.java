// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

/** Tells an address from a name without asking anybody. */
final class Numeric {
    private Numeric() {}

    /** {@return whether a host is an IPv4 address, or an IPv6 address with or without brackets} */
    static boolean is(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        for (var i = 0; i < host.length(); i++) {
            var c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !host.isEmpty();
    }
}
