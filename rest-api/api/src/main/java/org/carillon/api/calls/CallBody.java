// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.calls;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.LinkedHashMap;
import java.util.Map;
import org.carillon.api.web.Times;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.jspecify.annotations.Nullable;

/** A call as the API shows it. Numbers are texts, as the 2010 API writes them. */
@JsonNaming(SnakeCaseStrategy.class)
record CallBody(
        String accountSid,
        @Nullable String annotation,
        @Nullable String answeredBy,
        String apiVersion,
        @Nullable String callerName,
        String dateCreated,
        String dateUpdated,
        String direction,
        @Nullable String duration,
        @Nullable String endTime,
        @Nullable String forwardedFrom,
        String from,
        String fromFormatted,
        @Nullable String groupSid,
        @Nullable String parentCallSid,
        @Nullable String phoneNumberSid,
        @Nullable String price,
        @Nullable String priceUnit,
        String queueTime,
        String sid,
        @Nullable String startTime,
        String status,
        Map<String, String> subresourceUris,
        String to,
        String toFormatted,
        @Nullable String trunkSid,
        String uri) {

    static CallBody of(CallRecord call) {
        String base = "/2010-04-01/Accounts/" + call.account() + "/Calls/" + call.sid();
        Map<String, String> subresources = new LinkedHashMap<>();
        subresources.put("notifications", base + "/Notifications.json");
        subresources.put("recordings", base + "/Recordings.json");
        return new CallBody(
                call.account().value(),
                null,
                null,
                "2010-04-01",
                call.callerName().orElse(null),
                Times.rfc2822(call.created()),
                Times.rfc2822(call.updated()),
                call.direction().text(),
                call.ended().isPresent() ? String.valueOf(call.duration().toSeconds()) : null,
                call.ended().map(Times::rfc2822).orElse(null),
                call.forwardedFrom().orElse(null),
                call.from(),
                formatted(call.from()),
                null,
                call.parent().map(CallSid::value).orElse(null),
                call.number().map(PhoneNumberSid::value).orElse(null),
                null,
                null,
                "0",
                call.sid().value(),
                call.status() == CallStatus.QUEUED ? null : Times.rfc2822(call.started()),
                call.status().listed().text(),
                subresources,
                call.to(),
                formatted(call.to()),
                null,
                base + ".json");
    }

    private static String formatted(String address) {
        return address.startsWith("+")
                ? PhoneNumber.parse(address).map(PhoneNumber::national).orElse(address)
                : address;
    }
}
