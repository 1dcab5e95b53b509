// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.carillon.api.web.Times;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.notifications.Notification;
import org.jspecify.annotations.Nullable;

/** A notification as the API shows it; the list leaves out request variables and response. */
@JsonNaming(SnakeCaseStrategy.class)
record NotificationBody(
        String accountSid,
        String apiVersion,
        @Nullable String callSid,
        String dateCreated,
        String dateUpdated,
        String errorCode,
        String log,
        String messageDate,
        String messageText,
        String moreInfo,
        @Nullable String requestMethod,
        String requestUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String requestVariables,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String responseBody,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String responseHeaders,
        String sid,
        String uri) {

    /** In the account's list. */
    static NotificationBody listed(Notification notification) {
        return of(notification, "/2010-04-01/Accounts/" + notification.account(), false);
    }

    /** Alone, with what was asked and answered. */
    static NotificationBody whole(Notification notification) {
        return of(notification, "/2010-04-01/Accounts/" + notification.account(), true);
    }

    /** In a call's list, or of a call alone. */
    static NotificationBody ofCall(Notification notification, CallSid call, boolean whole) {
        return of(notification, "/2010-04-01/Accounts/" + notification.account() + "/Calls/" + call, whole);
    }

    private static NotificationBody of(Notification notification, String base, boolean whole) {
        String date = Times.rfc2822(notification.created());
        return new NotificationBody(
                notification.account().value(),
                "2010-04-01",
                notification.call().map(CallSid::value).orElse(null),
                date,
                date,
                String.valueOf(notification.errorCode()),
                String.valueOf(notification.level()),
                date,
                notification.message(),
                "https://www.twilio.com/docs/errors/" + notification.errorCode(),
                notification.requestMethod().isEmpty() ? null : notification.requestMethod(),
                notification.requestUrl(),
                whole ? notification.requestVariables() : null,
                whole ? notification.responseBody() : null,
                whole ? "" : null,
                notification.sid().value(),
                base + "/Notifications/" + notification.sid() + ".json");
    }
}
