// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

/** User and password for a digest challenge of the called side. */
public record SipCredentials(String user, String password) {
    @Override
    public String toString() {
        return "SipCredentials[" + user + "]";
    }
}
