// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.jspecify.annotations.Nullable;

/** Reads form bodies of at most 1 MiB. A body of another type is refused with 415, a longer one with 413. */
@Provider
@Consumes(MediaType.WILDCARD)
@Dependent
public class ParametersReader implements MessageBodyReader<Parameters> {
    static final int MOST_BYTES = 1 << 20;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Parameters.class;
    }

    @Override
    public Parameters readFrom(
            Class<Parameters> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isTooLong(length)) {
            throw tooLarge();
        }
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        if (bytes.length > 0) {
            checkType(headers.getFirst(HttpHeaders.CONTENT_TYPE), media);
        }
        return Parameters.parse(text(bytes));
    }

    private static boolean isTooLong(String length) {
        String digits = length.strip();
        return digits.length() > 9 || (digits.matches("[0-9]+") && Integer.parseInt(digits) > MOST_BYTES);
    }

    private static ApiException tooLarge() {
        return new ApiException(ApiError.TOO_LARGE, "The body is longer than " + MOST_BYTES + " bytes.");
    }

    private static void checkType(@Nullable String given, MediaType media) {
        String charset = media.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        boolean form = given != null && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(media);
        if (!form || !charset.toLowerCase(Locale.ROOT).matches("utf-?8|us-ascii")) {
            throw new ApiException(
                    ApiError.UNSUPPORTED_MEDIA_TYPE,
                    "Send the parameters as application/x-www-form-urlencoded in UTF-8, not as "
                            + (given == null ? "a body without a Content-Type" : media) + ".");
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ApiException(ApiError.BAD_REQUEST, "The body is not UTF-8.");
        }
    }
}
