// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.webhooks.ContentFetcher;
import org.carillon.engine.webhooks.WebhookResult;

/** A web of files in memory, with entity tags. */
final class FakeContentFetcher implements ContentFetcher {
    /** What a server has. */
    record Page(WebhookResult.Body body, String type, String etag, String cacheControl) {
        Page(byte[] content, String type) {
            this(content, type, "", "");
        }

        Page(byte[] content, String type, String etag, String cacheControl) {
            this(new WebhookResult.Body(content), type, etag, cacheControl);
        }
    }

    private final Map<String, Page> pages = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();

    synchronized void put(String url, Page page) {
        pages.put(url, page);
    }

    /** This address is asked in vain. */
    synchronized void neverAnswer(String url) {
        silent.add(url);
    }

    /** The URLs asked for so far, each with the entity tag sent. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized CompletionStage<Fetched> fetch(
            AccountSid account, String url, Path folder, long maximumBytes, String etag) {
        asked.add(url + " " + etag);
        if (silent.contains(url)) {
            return new CompletableFuture<>();
        }
        Page page = pages.get(url);
        if (page == null) {
            return CompletableFuture.completedFuture(new Fetched.Refused(404));
        }
        if (!etag.isEmpty() && etag.equals(page.etag)) {
            return CompletableFuture.completedFuture(new Fetched.Unchanged(page.cacheControl));
        }
        if (page.body.length() > maximumBytes) {
            return CompletableFuture.completedFuture(
                    new Fetched.Failed(WebhookResult.Kind.TOO_LARGE, "The body is too large."));
        }
        try {
            Path file = Files.createTempFile(folder, "fake-", ".part");
            Files.write(file, page.body.bytes());
            return CompletableFuture.completedFuture(
                    new Fetched.Content(file, page.type, page.etag, page.cacheControl));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
