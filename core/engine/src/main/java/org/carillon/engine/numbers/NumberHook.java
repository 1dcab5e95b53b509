// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.numbers;

import java.util.Optional;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * Who is asked or told about a number's calls. Twilio's API has URL and method as two properties that are set apart, so the
 * method is remembered while there is no URL.
 *
 * @param url empty: nobody is asked
 */
public record NumberHook(Optional<String> url, HttpMethod method) {
    /** What a new number has. */
    public static final NumberHook NONE = new NumberHook(Optional.empty(), HttpMethod.POST);

    /** This target, or nobody. */
    public static NumberHook of(Optional<WebhookTarget> target) {
        return target.map(t -> new NumberHook(Optional.of(t.url()), t.method())).orElse(NONE);
    }

    /** Whom to ask; empty when nobody is. */
    public Optional<WebhookTarget> target() {
        return url.map(u -> new WebhookTarget(u, method));
    }

    @Override
    public String toString() {
        return "NumberHook[url=" + url.map(WebhookTarget::shown).orElse("") + ", method=" + method + "]";
    }
}
