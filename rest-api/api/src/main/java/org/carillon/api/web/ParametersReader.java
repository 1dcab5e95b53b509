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

/** Reads form bodies, which the door has collected and bounded. A body of another type is refused with 415. */
@Provider
@Consumes(MediaType.WILDCARD)
@Dependent
public class ParametersReader implements MessageBodyReader<Parameters> {
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
        byte[] bytes = body.readAllBytes();
        if (bytes.length > 0) {
            checkType(headers.getFirst(HttpHeaders.CONTENT_TYPE), media);
        }
        return Parameters.parse(text(bytes));
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
