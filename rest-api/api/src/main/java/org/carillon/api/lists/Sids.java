// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.lists;

import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.ids.RecordingSid;

/** Identifiers in paths and filters. In a path, what is no identifier names nothing: 404. */
public final class Sids {
    private Sids() {}

    /** Of a path. */
    public static CallSid call(String text) {
        return new CallSid(existing(CallSid.isValid(text), text));
    }

    /** Of a path. */
    public static PhoneNumberSid number(String text) {
        return new PhoneNumberSid(existing(PhoneNumberSid.isValid(text), text));
    }

    /** Of a path. */
    public static RecordingSid recording(String text) {
        return new RecordingSid(existing(RecordingSid.isValid(text), text));
    }

    /** Of a path. */
    public static NotificationSid notification(String text) {
        return new NotificationSid(existing(NotificationSid.isValid(text), text));
    }

    private static String existing(boolean valid, String text) {
        if (!valid) {
            throw new NotFoundException();
        }
        return text;
    }

    /** A filter by call. */
    public static Optional<CallSid> callFilter(ListRequest list, String name) {
        return list.query().text(name).map(text -> {
            if (!CallSid.isValid(text)) {
                throw new ApiException(ApiError.INVALID_PARAMETER, name + " is not the SID of a call.");
            }
            return new CallSid(text);
        });
    }
}
