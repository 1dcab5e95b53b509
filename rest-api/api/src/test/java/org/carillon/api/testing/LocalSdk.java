// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.util.List;
import java.util.function.Consumer;
import org.carillon.engine.ids.AccountSid;

/** The unmodified SDK, whose HTTP client asks our host instead of Twilio's. */
public final class LocalSdk {
    private LocalSdk() {}

    /** A client with these credentials. */
    public static TwilioRestClient client(ApiServer server, AccountSid account, String token) {
        return new TwilioRestClient.Builder(account.value(), token)
                .httpClient(new Redirected(server.url()))
                .build();
    }

    private static final class Redirected extends NetworkHttpClient {
        private final String base;

        Redirected(String base) {
            this.base = base;
        }

        @Override
        public Response makeRequest(Request request) {
            Request local = new Request(request.getMethod(), request.getUrl().replaceFirst("https://[^/]+", base));
            local.setAuth(request.getUsername(), request.getPassword());
            local.setContentType(request.getContentType());
            local.setBody(request.getBody());
            local.setUserAgentExtensions(request.getUserAgentExtensions());
            request.getQueryParams().forEach((name, all) -> add(all, value -> local.addQueryParam(name, value)));
            request.getPostParams().forEach((name, all) -> add(all, value -> local.addPostParam(name, value)));
            request.getHeaderParams().forEach((name, all) -> add(all, value -> local.addHeaderParam(name, value)));
            return super.makeRequest(local);
        }

        private static void add(List<String> values, Consumer<String> to) {
            values.forEach(to);
        }
    }
}
