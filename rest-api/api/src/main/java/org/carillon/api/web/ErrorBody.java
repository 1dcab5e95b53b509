// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.carillon.engine.errors.ApiError;

/**
 * How every error is answered.
 *
 * @param code Twilio's error code, or 20000 and the HTTP status where there is none
 * @param message for people
 * @param moreInfo the page of Twilio's error dictionary; docs/errors.md and docs/rest-api.md list our own codes
 * @param status the HTTP status
 */
public record ErrorBody(
        int code, String message, @JsonProperty("more_info") String moreInfo, int status) {
    private static final String PAGES = "https://www.twilio.com/docs/errors/";
    private static final int HTTP_CODES = 20_000;

    /** An error of the list. */
    public static ErrorBody of(ApiError error, String message) {
        return new ErrorBody(error.code(), message, PAGES + error.code(), error.status());
    }

    /** An error of HTTP itself. */
    public static ErrorBody ofStatus(int status) {
        return switch (status) {
            case 400 -> of(ApiError.BAD_REQUEST, "The request is malformed.");
            case 401 -> of(ApiError.UNAUTHORIZED, "Authenticate");
            case 404 -> of(ApiError.NOT_FOUND, "The requested resource was not found");
            case 405 -> of(ApiError.METHOD_NOT_ALLOWED, "This method is not allowed here.");
            case 413 -> of(ApiError.TOO_LARGE, "The request is too large.");
            case 415 ->
                of(
                        ApiError.UNSUPPORTED_MEDIA_TYPE,
                        "Send the parameters as application/x-www-form-urlencoded in UTF-8.");
            case 416 ->
                new ErrorBody(
                        HTTP_CODES + status, "The requested range is not inside the audio.", PAGES + 20416, status);
            case 429 -> of(ApiError.TOO_MANY_REQUESTS, "Too many requests; try again.");
            case 503 -> of(ApiError.UNAVAILABLE, "The platform is not ready; try again.");
            default ->
                status >= 500
                        ? of(
                                ApiError.INTERNAL,
                                "The platform could not do this; the fault is logged with the request's id.")
                        : new ErrorBody(
                                HTTP_CODES + status, "HTTP status " + status, PAGES + (HTTP_CODES + status), status);
        };
    }
}
