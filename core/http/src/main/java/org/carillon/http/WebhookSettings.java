// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.carillon.engine.addresses.Network;

/**
 * How we talk to tenants' servers.
 *
 * @param allowedNetworks {@code carillon.webhook.allowed-networks}: networks in CIDR form, separated by commas, to which
 *     tenants' URLs may lead although they are not public. Empty by default: production allows none.
 * @param maximumRequests {@code carillon.webhook.requests}: requests under way at once, waiting ones included; one more fails
 *     at once, so that a slow Internet cannot fill the memory. 2000
 * @param maximumRequestsPerAccount {@code carillon.webhook.requests-per-account}: of these, for one account, 500
 * @param maximumConnections {@code carillon.webhook.connections}: open connections in all, 1000
 * @param maximumConnectionsPerServer {@code carillon.webhook.connections-per-server}: so that one slow server cannot have them
 *     all, 200
 * @param maximumRedirects {@code carillon.webhook.redirects}: followed one after the other, 10 as browsers and Twilio do
 * @param keepAlive {@code carillon.webhook.keep-alive}: how long an unused connection is kept (ISO 8601); shorter than the 5 s
 *     after which many servers close it, PT4S
 * @param contentTime {@code carillon.webhook.content-time}: how long fetching an audio file may take (ISO 8601), PT60S
 */
public record WebhookSettings(
        List<Network> allowedNetworks,
        int maximumRequests,
        int maximumRequestsPerAccount,
        int maximumConnections,
        int maximumConnectionsPerServer,
        int maximumRedirects,
        Duration keepAlive,
        Duration contentTime) {
    /** All keys begin so. */
    public static final String PREFIX = "carillon.webhook.";

    private static final Set<String> KEYS = Set.of(
            "allowed-networks",
            "requests",
            "requests-per-account",
            "connections",
            "connections-per-server",
            "redirects",
            "keep-alive",
            "content-time");

    /** What holds when nothing is set. */
    public static final WebhookSettings DEFAULT =
            new WebhookSettings(List.of(), 2000, 500, 1000, 200, 10, Duration.ofSeconds(4), Duration.ofSeconds(60));

    /** @throws IllegalArgumentException when a value is out of its range; the message names the key */
    public WebhookSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
        check("requests", maximumRequests, 1, 1_000_000);
        check("requests-per-account", maximumRequestsPerAccount, 1, 1_000_000);
        check("connections", maximumConnections, 1, 60_000);
        check("connections-per-server", maximumConnectionsPerServer, 1, maximumConnections);
        check("redirects", maximumRedirects, 0, 50);
        check("keep-alive in milliseconds", keepAlive.toMillis(), 1, 600_000);
        check("content-time in milliseconds", contentTime.toMillis(), 100, 600_000);
    }

    /**
     * Reads the settings.
     *
     * @param names the names of all settings that there are, ours or not
     * @param values the value of a setting
     * @throws IllegalArgumentException for a key that does not exist, or a value that cannot be read; the message names it
     */
    public static WebhookSettings read(Iterable<String> names, Function<String, Optional<String>> values) {
        for (String name : names) {
            if (name.startsWith(PREFIX) && !KEYS.contains(name.substring(PREFIX.length()))) {
                throw new IllegalArgumentException("There is no setting " + name + "; there are " + PREFIX + KEYS);
            }
        }
        Function<String, Optional<String>> value =
                key -> values.apply(PREFIX + key).map(String::strip).filter(text -> !text.isEmpty());
        return new WebhookSettings(
                value.apply("allowed-networks").map(WebhookSettings::networks).orElse(DEFAULT.allowedNetworks),
                number(value, "requests", DEFAULT.maximumRequests),
                number(value, "requests-per-account", DEFAULT.maximumRequestsPerAccount),
                number(value, "connections", DEFAULT.maximumConnections),
                number(value, "connections-per-server", DEFAULT.maximumConnectionsPerServer),
                number(value, "redirects", DEFAULT.maximumRedirects),
                duration(value, "keep-alive", DEFAULT.keepAlive),
                duration(value, "content-time", DEFAULT.contentTime));
    }

    /** What requests say that they come from. */
    String userAgent() {
        String version = WebhookSettings.class.getPackage().getImplementationVersion();
        return "Carillon/" + (version == null ? "0" : version);
    }

    private static List<Network> networks(String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(Network::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "allowed-networks: " + e.getMessage(), e);
        }
    }

    private static int number(Function<String, Optional<String>> value, String key, int normal) {
        try {
            return value.apply(key).map(Integer::parseInt).orElse(normal);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + key + " is not a whole number", e);
        }
    }

    private static Duration duration(Function<String, Optional<String>> value, String key, Duration normal) {
        try {
            return value.apply(key).map(Duration::parse).orElse(normal);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(PREFIX + key + " is not a duration such as PT4S", e);
        }
    }

    private static void check(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(PREFIX + key + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
