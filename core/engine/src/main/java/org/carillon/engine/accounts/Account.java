// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.accounts;

import java.time.Instant;
import org.carillon.engine.ids.AccountSid;

/**
 * A tenant.
 *
 * @param authToken 32 hexadecimal digits: authenticates REST requests and signs webhooks; a secret, never logged
 * @param owner the parent account; its own SID for a root account
 */
public record Account(
        AccountSid sid,
        String friendlyName,
        Status status,
        String authToken,
        AccountSid owner,
        Instant created,
        Instant updated) {
    /** Twilio's account statuses. */
    public enum Status {
        /** Calls and requests are served. */
        ACTIVE,
        /** Requests are refused with 20005 until it is active again. */
        SUSPENDED,
        /** Ended for good. */
        CLOSED
    }

    @Override
    public String toString() {
        return "Account[" + sid + " " + status + "]";
    }
}
