// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.accounts;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.carillon.api.web.Times;
import org.carillon.engine.accounts.Account;

/** An account as the API shows it to itself. */
@JsonNaming(SnakeCaseStrategy.class)
record AccountBody(
        String authToken,
        String dateCreated,
        String dateUpdated,
        String friendlyName,
        String ownerAccountSid,
        String sid,
        String status,
        Map<String, String> subresourceUris,
        String type,
        String uri) {
    static AccountBody of(Account account) {
        String base = "/2010-04-01/Accounts/" + account.sid();
        Map<String, String> subresources = new LinkedHashMap<>();
        subresources.put("calls", base + "/Calls.json");
        subresources.put("incoming_phone_numbers", base + "/IncomingPhoneNumbers.json");
        subresources.put("notifications", base + "/Notifications.json");
        subresources.put("recordings", base + "/Recordings.json");
        return new AccountBody(
                account.authToken(),
                Times.rfc2822(account.created()),
                Times.rfc2822(account.updated()),
                account.friendlyName(),
                account.owner().value(),
                account.sid().value(),
                account.status().name().toLowerCase(Locale.ROOT),
                subresources,
                "Full",
                base + ".json");
    }
}
