// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.errors;

/** The errors of the API: Twilio's code and the HTTP status. */
public enum ApiError {
    /** Something is wrong with the request's form. */
    BAD_REQUEST(20001, 400),
    /** A parameter has a value that cannot be used. */
    INVALID_PARAMETER(20001, 400),
    /** No credentials, or wrong ones. */
    UNAUTHORIZED(20003, 401),
    /** The method does not exist for this resource. */
    METHOD_NOT_ALLOWED(20004, 405),
    /** The account is suspended or closed. */
    ACCOUNT_INACTIVE(20005, 403),
    /** The credentials do not allow this. */
    FORBIDDEN(20006, 403),
    /** The page does not exist. */
    PAGE_INVALID(20006, 400),
    /** Filter by date: not a date. */
    DATE_INVALID(20007, 400),
    /** There is no such resource, or it is another tenant's. */
    NOT_FOUND(20404, 404),
    /** The node that owned the call was lost and no other took the change over in time. */
    CONFLICT(20409, 409),
    /** The body is too large. */
    TOO_LARGE(20413, 413),
    /** The content type is not form-encoded. */
    UNSUPPORTED_MEDIA_TYPE(20415, 415),
    /** Too many requests, or the platform is over its limits. */
    TOO_MANY_REQUESTS(20429, 429),
    /** A fault of ours. */
    INTERNAL(20500, 500),
    /** The platform is not ready. */
    UNAVAILABLE(20503, 503),
    /** No 'To' was given. */
    TO_MISSING(21201, 400),
    /** The called number must not be called with this account. */
    TO_NOT_ALLOWED(21215, 400),
    /** Neither Url nor Twiml nor ApplicationSid was given. */
    URL_MISSING(21205, 400),
    /** A URL is malformed. */
    URL_INVALID(21205, 400),
    /** 'To' is not a number or address that can be called. */
    TO_INVALID(21211, 400),
    /** 'From' is not a number that can be shown. */
    FROM_INVALID(21212, 400),
    /** No 'From' was given. */
    FROM_MISSING(21213, 400),
    /** 'From' is not a number of this account. */
    FROM_NOT_OWNED(21210, 400),
    /** An HTTP method that is neither GET nor POST. */
    METHOD_INVALID(21403, 400),
    /** The call is not in progress. */
    CALL_NOT_IN_PROGRESS(21220, 400),
    /** The status cannot be set. */
    STATUS_INVALID(21218, 400),
    /** No phone number was given. */
    PHONE_NUMBER_MISSING(21402, 400),
    /** Not a phone number. */
    PHONE_NUMBER_INVALID(21421, 400),
    /** The number is not available: it belongs to somebody. */
    PHONE_NUMBER_TAKEN(21422, 400),
    /** Voice URL malformed. */
    VOICE_URL_INVALID(21502, 400),
    /** The status callback's URL is malformed. */
    STATUS_CALLBACK_INVALID(21609, 400),
    /** A timeout is not between 1 and 600 seconds. */
    TIMEOUT_INVALID(21228, 400),
    /** A document given with the call is too long. */
    TWIML_TOO_LONG(21240, 400),
    /** A document given with the call cannot be read. */
    TWIML_INVALID(12100, 400),
    /** A parameter that exists at Twilio but that this version does not offer. */
    NOT_OFFERED(20501, 400);

    private final int code;
    private final int status;

    ApiError(int code, int status) {
        this.code = code;
        this.status = status;
    }

    /** Twilio's error code. */
    public int code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
