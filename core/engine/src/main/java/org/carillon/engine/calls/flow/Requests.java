// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.webhooks.ConnectionOverrides;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookTarget;

/** Makes requests about a call. */
public final class Requests {
    private Requests() {}

    /** A request about the leg, with the call's parameters and these. */
    public static WebhookRequest about(
            CallState call, String operation, WebhookTarget target, Map<String, String> more) {
        Map<String, String> parameters =
                new LinkedHashMap<>(CallParameters.of(call.self().record()));
        if (call.self().record().direction() == CallDirection.INBOUND) {
            call.self().headers().forEach((name, value) -> parameters.put("SipHeader_" + name, value));
        }
        parameters.putAll(more);
        ConnectionOverrides overrides = ConnectionOverrides.parse(target.url());
        return new WebhookRequest(
                call.session().account(), target.method(), overrides.url(), parameters, overrides.limits(), operation);
    }

    /** What a notification shows of a request. */
    public static Notices.Exchange exchange(WebhookTarget target, Map<String, String> parameters, String response) {
        String variables = parameters.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return new Notices.Exchange(target.url(), target.method().name(), variables, response);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
