// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.web;

import com.twilio.security.RequestValidator;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carillon.testing.NotSeen;

/**
 * A request as it arrived.
 *
 * @param number 1 for the first request of the server, and so on
 * @param arrivedAt when its head was read
 * @param method GET, POST ...
 * @param uri path and query, still encoded
 * @param headers by lower-case name, values in order
 * @param body as text; the parameters of a form are in {@link #parameters()}
 */
public record WebRequest(
        int number, Instant arrivedAt, String method, URI uri, Map<String, List<String>> headers, String body) {
    private static final String SIGNATURE = "X-Twilio-Signature";

    /** The path, decoded. */
    public String path() {
        return uri.getPath();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Parameters of the query and, for a form, of the body, in the order they came. */
    public Map<String, List<String>> parameters() {
        var all = new LinkedHashMap<String, List<String>>();
        Optional.ofNullable(uri.getRawQuery()).ifPresent(query -> decode(query, all));
        if (isForm()) {
            decode(body, all);
        }
        return all;
    }

    /** The first value of a parameter. */
    public Optional<String> optional(String name) {
        return parameters().getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The first value of a parameter.
     *
     * @throws NotSeen if there is none
     */
    public String param(String name) {
        return optional(name)
                .orElseThrow(() -> new NotSeen("no parameter " + name + " in " + this + "; there are " + parameters()));
    }

    /** The address the client asked for, as its Host header says. */
    public String url() {
        return "http://" + header("Host").orElse("") + uri;
    }

    /** Whether twilio-java's own validator accepts the signature for this token and the address asked for. */
    public boolean isSignedWith(String authToken) {
        return isSignedWith(authToken, url());
    }

    /** Whether twilio-java's own validator accepts the signature for this token and this configured address. */
    public boolean isSignedWith(String authToken, String configuredUrl) {
        String signature = header(SIGNATURE).orElse("");
        var validator = new RequestValidator(authToken);
        if (configuredUrl.contains("bodySHA256=")) {
            try {
                return validator.validate(configuredUrl, body, signature);
            } catch (URISyntaxException e) {
                throw new NotSeen("not an address: " + configuredUrl, e);
            }
        }
        var fields = new LinkedHashMap<String, List<String>>();
        if (isForm()) {
            decode(body, fields);
        }
        var single = new LinkedHashMap<String, String>();
        fields.forEach((name, values) -> single.put(name, values.get(0)));
        return validator.validate(configuredUrl, single, signature);
    }

    /**
     * Checks the signature.
     *
     * @throws NotSeen if it is missing or wrong
     */
    public WebRequest assertSignedWith(String authToken) {
        if (!isSignedWith(authToken)) {
            throw new NotSeen("the signature " + header(SIGNATURE).orElse("(none)") + " is wrong for " + url()
                    + " with " + parameters());
        }
        return this;
    }

    private boolean isForm() {
        return header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
    }

    private static void decode(String text, Map<String, List<String>> into) {
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] words = pair.split("=", 2);
            into.computeIfAbsent(decode(words[0]), name -> new ArrayList<>())
                    .add(words.length == 2 ? decode(words[1]) : "");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "#" + number + " " + method + " " + uri;
    }
}
