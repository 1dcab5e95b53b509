// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.errors.StoreUnavailableException;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Turns whatever was thrown into the one form of an error. Nothing of a fault's insides reaches the tenant. */
@Provider
@Dependent
public class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

    @Context
    @Nullable
    UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable error = thrown;
        while (error instanceof CompletionException && error.getCause() != null) {
            error = error.getCause();
        }
        if (error instanceof ApiException api) {
            return answer(ErrorBody.of(api.error(), String.valueOf(api.getMessage())), null);
        }
        if (error instanceof StoreUnavailableException) {
            LOG.debugf(error, "A request needs the database (%s)", String.valueOf(MDC.get(RequestIdFilter.MDC_KEY)));
            return answer(ErrorBody.of(ApiError.UNAVAILABLE, error.getMessage() + " Try again."), null);
        }
        if (error instanceof NotFoundException) {
            return answer(ErrorBody.of(ApiError.NOT_FOUND, notFound()), null);
        }
        if (error instanceof WebApplicationException web) {
            return standard(web);
        }
        if (error instanceof RejectedExecutionException) {
            return answer(ErrorBody.ofStatus(429), null);
        }
        LOG.errorf(error, "CARAPI0010 A request failed (%s)", String.valueOf(MDC.get(RequestIdFilter.MDC_KEY)));
        return answer(ErrorBody.ofStatus(500), null);
    }

    private String notFound() {
        String path = uri == null ? "" : uri.getRequestUri().getRawPath();
        String message = "The requested resource " + path + " was not found";
        return path.matches("/2010-04-01/.*/[A-Za-z0-9]+(\\.xml|\\.csv)?")
                ? message + ". Addresses of this API end in .json; XML is not offered yet."
                : message;
    }

    private static Response standard(WebApplicationException web) {
        Response response = web.getResponse();
        if (response.getStatus() < 400) {
            return response;
        }
        return answer(ErrorBody.ofStatus(response.getStatus()), response);
    }

    private static Response answer(ErrorBody body, @Nullable Response original) {
        Response.ResponseBuilder answer = Answers.json(body.status(), body);
        if (original != null) {
            for (String header : new String[] {HttpHeaders.ALLOW, "Content-Range", "Accept-Ranges"}) {
                if (original.getHeaderString(header) != null) {
                    answer.header(header, original.getHeaderString(header));
                }
            }
        }
        if (body.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Carillon API\", charset=\"UTF-8\"");
        }
        if (body.status() == 429 || body.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.build();
    }
}
