// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    /** The content type of {@link #json()}. */
    public static final String TYPE = "application/json;charset=utf-8";

    private static final ObjectMapper JSON = new ObjectMapper();
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
            case 408 -> plain(status, "The body of the request did not arrive in time.");
            case 413 -> of(ApiError.TOO_LARGE, "The body of the request is longer than 1 MiB.");
            case 415 ->
                of(
                        ApiError.UNSUPPORTED_MEDIA_TYPE,
                        "Send the parameters as application/x-www-form-urlencoded in UTF-8.");
            case 416 -> plain(status, "The requested range is not inside the audio.");
            case 429 -> of(ApiError.TOO_MANY_REQUESTS, "Too many requests; try again.");
            case 431 -> plain(status, "The request has too many headers.");
            case 503 -> of(ApiError.UNAVAILABLE, "The platform is not ready; try again.");
            default ->
                status >= 500
                        ? of(
                                ApiError.INTERNAL,
                                "The platform could not do this; the fault is logged with the request's id.")
                        : plain(status, "HTTP status " + status);
        };
    }

    private static ErrorBody plain(int status, String message) {
        int code = HTTP_CODES + status;
        return new ErrorBody(code, message, PAGES + code, status);
    }

    /** The body, for those who answer past the resources. */
    public byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can be written", e);
        }
    }
}
