// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches prompts over HTTP. The addresses come from the platform, which has checked them; still everything is bounded: time
 * to connect, to answer and for the whole, size, and redirects (5, the client's own limit; never from https to http).
 */
final class HttpSource {
    /**
     * An answer.
     *
     * @param file the body, for the caller to delete; null when nothing has changed
     * @param validator empty when the server gives none
     */
    record Answer(@Nullable Path file, String validator, Instant freshUntil) {}

    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");
    private static final long LONGEST_AGE = Duration.ofDays(1).toSeconds();
    private static final String ENTITY_TAG = "etag:";
    private static final String DATE = "date:";

    private final HttpClient client;
    private final PromptLimits limits;
    private final Path temporary;
    private final InstantSource clock;

    HttpSource(PromptLimits limits, Path temporary, InstantSource clock) {
        this.limits = limits;
        this.temporary = temporary;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** @param validator of the copy at hand, empty when there is none */
    Answer fetch(String url, String validator) throws PromptException, IOException, InterruptedException {
        Path file = Files.createTempFile(temporary, "prompt", ".part");
        boolean kept = false;
        try {
            HttpResponse<Path> response = exchange(request(url, validator), file);
            if (response.statusCode() == 304) {
                return new Answer(null, validator, freshUntil(response));
            }
            if (response.statusCode() != 200) {
                throw new PromptException("HTTP " + response.statusCode());
            }
            kept = true;
            return new Answer(file, validator(response), freshUntil(response));
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private HttpRequest request(String url, String validator) throws PromptException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(limits.response())
                    .header("User-Agent", "Carillon");
            if (validator.startsWith(ENTITY_TAG)) {
                request.header("If-None-Match", validator.substring(ENTITY_TAG.length()));
            } else if (validator.startsWith(DATE)) {
                request.header("If-Modified-Since", validator.substring(DATE.length()));
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new PromptException("not an address: " + e.getMessage());
        }
    }

    private HttpResponse<Path> exchange(HttpRequest request, Path file)
            throws PromptException, IOException, InterruptedException {
        CompletableFuture<HttpResponse<Path>> exchange = client.sendAsync(
                request,
                head -> head.statusCode() == 200
                        ? new BoundedFile(file, limits.fileBytes())
                        : HttpResponse.BodySubscribers.replacing(file));
        try {
            return exchange.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new PromptException(
                    "no complete answer within " + limits.whole().toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new PromptException(reason(e.getCause()));
        }
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "failed";
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String validator(HttpResponse<?> response) {
        Optional<String> tag = response.headers().firstValue("ETag").map(value -> ENTITY_TAG + value);
        return tag.or(() -> response.headers().firstValue("Last-Modified").map(value -> DATE + value))
                .orElse("");
    }

    private Instant freshUntil(HttpResponse<?> response) {
        String control = String.join(",", response.headers().allValues("Cache-Control"));
        Matcher age = MAX_AGE.matcher(control);
        boolean reusable = age.find() && !control.contains("no-cache") && !control.contains("no-store");
        return reusable
                ? clock.instant().plusSeconds(Math.min(LONGEST_AGE, Long.parseLong(age.group(1))))
                : Instant.EPOCH;
    }
}
