// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import static org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A URL with Twilio's "connection overrides" taken off: {@code https://example.com/voice#ct=2000&rc=2&rp=5xx,ct}.
 *
 * <p>{@code ct} (100 to 10000 ms), {@code rt} and {@code tt} (100 to 15000 ms) and {@code rc} (0 to 5) outside their range
 * take the nearest value of the range; what is no number, or no policy in {@code rp}, keeps the default. Both are told in the
 * warnings. {@code e} and {@code sni} are Twilio's own network and are accepted without effect, as is any other fragment.
 *
 * @param url without the fragment
 * @param limits the default ones, as far as they are not overridden
 * @param warnings sentences for the tenant's notifications
 */
public record ConnectionOverrides(String url, WebhookLimits limits, List<String> warnings) {
    private static final int SHORTEST = 100;
    private static final int LONGEST_CONNECT = 10_000;
    private static final int LONGEST = 15_000;
    private static final int MOST_RETRIES = 5;

    /** Copies the warnings. */
    public ConnectionOverrides {
        warnings = List.copyOf(warnings);
    }

    /** Takes the overrides off a URL. Never fails: a URL without overrides has the default limits. */
    public static ConnectionOverrides parse(String url) {
        int hash = url.indexOf('#');
        if (hash < 0) {
            return new ConnectionOverrides(url, WebhookLimits.DEFAULT, List.of());
        }
        List<String> warnings = new ArrayList<>();
        WebhookLimits limits = WebhookLimits.DEFAULT;
        for (String pair : url.substring(hash + 1).split("&", -1)) {
            limits = override(limits, pair, warnings);
        }
        return new ConnectionOverrides(url.substring(0, hash), limits, warnings);
    }

    private static WebhookLimits override(WebhookLimits limits, String pair, List<String> warnings) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return limits;
        }
        String value = pair.substring(equals + 1).strip();
        return switch (pair.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
            case "ct" -> withConnect(limits, number("ct", value, SHORTEST, LONGEST_CONNECT, warnings));
            case "rt" -> withRead(limits, number("rt", value, SHORTEST, LONGEST, warnings));
            case "tt" -> withTotal(limits, number("tt", value, SHORTEST, LONGEST, warnings));
            case "rc" -> withRetries(limits, number("rc", value, 0, MOST_RETRIES, warnings));
            case "rp" -> withPolicies(limits, policies(value, warnings));
            default -> limits;
        };
    }

    private static WebhookLimits withConnect(WebhookLimits was, OptionalInt millis) {
        return millis.isEmpty()
                ? was
                : new WebhookLimits(duration(millis), was.read(), was.total(), was.retries(), was.retryOn());
    }

    private static WebhookLimits withRead(WebhookLimits was, OptionalInt millis) {
        return millis.isEmpty()
                ? was
                : new WebhookLimits(was.connect(), duration(millis), was.total(), was.retries(), was.retryOn());
    }

    private static WebhookLimits withTotal(WebhookLimits was, OptionalInt millis) {
        return millis.isEmpty()
                ? was
                : new WebhookLimits(was.connect(), was.read(), duration(millis), was.retries(), was.retryOn());
    }

    private static WebhookLimits withRetries(WebhookLimits was, OptionalInt count) {
        return count.isEmpty()
                ? was
                : new WebhookLimits(was.connect(), was.read(), was.total(), count.getAsInt(), was.retryOn());
    }

    private static WebhookLimits withPolicies(WebhookLimits was, Set<RetryPolicy> policies) {
        return policies.isEmpty()
                ? was
                : new WebhookLimits(was.connect(), was.read(), was.total(), was.retries(), policies);
    }

    private static Duration duration(OptionalInt millis) {
        return Duration.ofMillis(millis.getAsInt());
    }

    private static OptionalInt number(String key, String value, int least, int most, List<String> warnings) {
        if (!value.matches("[0-9]{1,9}")) {
            warnings.add("The connection override " + key + " is not a whole number and was ignored.");
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(value);
        int used = Math.max(least, Math.min(most, number));
        if (used != number) {
            warnings.add("The connection override " + key + "=" + number + " is not between " + least + " and " + most
                    + "; " + used + " was used.");
        }
        return OptionalInt.of(used);
    }

    private static Set<RetryPolicy> policies(String value, List<String> warnings) {
        Set<RetryPolicy> policies = EnumSet.noneOf(RetryPolicy.class);
        for (String name : value.split(",", -1)) {
            switch (name.strip().toLowerCase(Locale.ROOT)) {
                case "ct" -> policies.add(RetryPolicy.CONNECT_FAILURE);
                case "rt" -> policies.add(RetryPolicy.READ_TIMEOUT);
                case "4xx" -> policies.add(RetryPolicy.CLIENT_ERROR);
                case "5xx" -> policies.add(RetryPolicy.SERVER_ERROR);
                case "all" -> policies.add(RetryPolicy.ALL);
                default ->
                    warnings.add("The connection override rp names a retry policy that does not exist (11243):"
                            + " it takes 4xx, 5xx, ct, rt and all.");
            }
        }
        return policies;
    }
}
