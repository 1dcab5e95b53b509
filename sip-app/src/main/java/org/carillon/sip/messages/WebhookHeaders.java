// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers that pass between SIP and the tenant: to his webhooks, and from his documents into an INVITE. */
public final class WebhookHeaders {
    /** A stranger decides what an INVITE carries; a webhook shall not grow without bound for it. */
    static final int MOST = 32;

    static final int LONGEST = 1024;

    private static final Set<String> INWARD = Set.of(
            "call-id",
            "diversion",
            "history-info",
            "p-asserted-identity",
            "privacy",
            "remote-party-id",
            "user-to-user");
    private static final Set<String> OUTWARD = Set.of("user-to-user");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]*");

    private WebhookHeaders() {}

    /**
     * The headers that webhooks see: {@code X-...} and the few that tell where a call comes from. Of repeated ones the
     * first; at most 32, each value cut at 1024 characters.
     */
    public static Map<String, String> inward(Iterable<String> names, Function<String, @Nullable String> value) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : names) {
            String text = isAllowed(name, INWARD) ? value.apply(name) : null;
            if (text != null && headers.size() < MOST) {
                headers.putIfAbsent(name, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            }
        }
        return Map.copyOf(headers);
    }

    /**
     * Checks headers that an INVITE of ours is to carry.
     *
     * @throws IllegalArgumentException for a header that is not {@code X-...} or User-to-User, or whose value would break the message
     */
    public static void checkOutward(Map<String, String> headers) {
        if (headers.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " additional headers");
        }
        headers.forEach((name, value) -> {
            if (!isAllowed(name, OUTWARD)) {
                throw new IllegalArgumentException("header may not be set: " + name);
            }
            if (value.length() > LONGEST || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "value of the header " + name + " is too long or holds control characters");
            }
        });
    }

    private static boolean isAllowed(String name, Set<String> others) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TOKEN.matcher(name).matches() && (lower.startsWith("x-") || others.contains(lower));
    }
}
