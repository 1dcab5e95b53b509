// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.notifications;

import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;

/**
 * Something that went wrong, told to the tenant.
 *
 * @param level 0 error, 1 warning (Twilio's log levels)
 * @param errorCode Twilio's code, see docs/errors.md
 * @param message for people; one line
 * @param requestUrl what was asked when it happened, or empty
 * @param requestMethod GET, POST or empty
 * @param requestVariables form-encoded, without secrets, at most 4 KiB
 * @param responseBody what came back, at most 8 KiB
 */
public record Notification(
        NotificationSid sid,
        AccountSid account,
        Optional<CallSid> call,
        int level,
        int errorCode,
        String message,
        String requestUrl,
        String requestMethod,
        String requestVariables,
        String responseBody,
        Instant created) {
    /** Log level of an error. */
    public static final int ERROR = 0;

    /** Log level of a warning. */
    public static final int WARNING = 1;
}
