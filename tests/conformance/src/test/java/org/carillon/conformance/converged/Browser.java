// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.converged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.carillon.conformance.server.ServerFolder;

/** A web client with cookies of its own. */
final class Browser {
    private final String application;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Browser(String application) {
        this.application = application;
    }

    /** {@return the URL of a page} */
    String url(String page) {
        return ServerFolder.http() + "/" + application + "/page/" + page;
    }

    /** {@return what a page says} */
    String page(String page) {
        return text(url(page));
    }

    /** {@return what a page says about something} */
    String page(String page, String value) {
        return page(page + "?value=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** {@return what is at a URL} */
    String text(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : Integer.toString(response.statusCode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
