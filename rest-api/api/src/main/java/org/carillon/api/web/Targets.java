// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import java.util.Locale;
import java.util.Optional;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.numbers.NumberHook;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;
import org.carillon.engine.webhooks.WebhookTarget;

/** Reads pairs of parameters that name a webhook: its URL and its method. */
public final class Targets {
    private Targets() {}

    /**
     * The webhook that the request names.
     *
     * @param invalid the error for a malformed URL
     */
    public static Optional<WebhookTarget> read(Parameters form, String url, String method, ApiError invalid) {
        return change(form, url, method, NumberHook.NONE, invalid).target();
    }

    /**
     * A number's webhook after the request.
     *
     * @param before kept where the request says nothing; an empty URL in the request removes it
     * @param invalid the error for a malformed URL
     */
    public static NumberHook change(Parameters form, String url, String method, NumberHook before, ApiError invalid) {
        HttpMethod asked = method(form, method).orElse(before.method());
        Optional<String> address = form.has(url) ? form.text(url) : before.url();
        return new NumberHook(address.map(a -> checked(url, a, invalid)), asked);
    }

    private static Optional<HttpMethod> method(Parameters form, String name) {
        return form.text(name).map(text -> switch (text.toUpperCase(Locale.ROOT)) {
            case "GET" -> HttpMethod.GET;
            case "POST" -> HttpMethod.POST;
            default -> throw new ApiException(ApiError.METHOD_INVALID, name + " must be GET or POST.");
        });
    }

    private static String checked(String name, String url, ApiError invalid) {
        try {
            UrlResolver.absolute(url);
            return url;
        } catch (InvalidUrlException e) {
            throw new ApiException(invalid, name + " is not a valid URL: " + e.getMessage());
        }
    }
}
