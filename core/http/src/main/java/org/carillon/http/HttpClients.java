// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.addresses.AddressRules;
import org.carillon.engine.webhooks.ContentFetcher;
import org.carillon.engine.webhooks.WebhookSender;

/** Owns the threads and connections of this module, and makes its two adapters. */
public final class HttpClients implements AutoCloseable {
    private static final int LOOKUP_THREADS = 8;
    private static final int LOOKUPS_WAITING = 512;
    private static final int FILES_AT_ONCE = 100;

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor lookups;
    private final Wire webhooks;
    private final Wire files;
    private final HttpWebhookSender sender;
    private final HttpContentFetcher fetcher;

    /** With the machine's resolver and the Java platform's trusted certificates. */
    public HttpClients(WebhookSettings settings, AuthTokens tokens) {
        this(settings, tokens, NameService.SYSTEM, platformTls());
    }

    HttpClients(WebhookSettings settings, AuthTokens tokens, NameService names, SSLContext tls) {
        timer = new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("carillon-http-timer", true));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        lookups = new ThreadPoolExecutor(
                LOOKUP_THREADS,
                LOOKUP_THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(LOOKUPS_WAITING),
                new DefaultThreadFactory("carillon-http-names", true));
        lookups.allowCoreThreadTimeOut(true);
        AddressGuard guard = new AddressGuard(new AddressRules(settings.allowedNetworks()), names, lookups);
        webhooks = new Wire("carillon-webhooks", settings, tls, timer);
        files = new Wire("carillon-files", settings, tls, timer);
        sender = new HttpWebhookSender(
                new Courier(guard, webhooks, timer, settings.maximumRedirects()),
                tokens,
                timer,
                new InFlight(settings.maximumRequests(), settings.maximumRequestsPerAccount()));
        fetcher = new HttpContentFetcher(
                new Courier(guard, files, timer, settings.maximumRedirects()),
                tokens,
                timer,
                settings.contentTime(),
                new InFlight(FILES_AT_ONCE, FILES_AT_ONCE / 4));
    }

    /** Sends webhooks. */
    public WebhookSender sender() {
        return sender;
    }

    /** Fetches audio. */
    public ContentFetcher fetcher() {
        return fetcher;
    }

    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java platform has no TLS", e);
        }
    }

    /** Ends all requests and threads; requests under way fail. */
    @Override
    public void close() {
        webhooks.close();
        files.close();
        timer.shutdownNow();
        lookups.shutdownNow();
    }
}
