// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.util.HashMap;
import java.util.Map;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.RequestSigner;
import org.carillon.engine.webhooks.UrlResolver;

/**
 * What is to be asked of whom: one request, before it is signed.
 *
 * @param token signs
 * @param method POST puts the form into the body
 * @param url absolute; the parameters of a GET are in its query already
 * @param form empty for GET
 * @param headers besides those that every request has
 */
record Errand(String token, HttpMethod method, String url, Map<String, String> form, Map<String, String> headers) {

    /** Signed for the server that is really asked: every redirect is signed anew. */
    Wire.Request request() throws InvalidUrlException {
        Target target = Target.parse(url);
        Map<String, String> all = new HashMap<>(headers);
        all.put("Accept", "*/*");
        all.put(RequestSigner.HEADER, RequestSigner.sign(token, target.url(), form));
        return new Wire.Request(method.name(), target, all, PercentEncoding.form(form));
    }

    /**
     * What is asked after a redirect (RFC 9110 section 15.4): 307 and 308 repeat the request, the others ask with GET and
     * without parameters. The new place is asked exactly as it is named.
     */
    Errand redirected(Head head) throws InvalidUrlException {
        String next = UrlResolver.resolve(url, head.location());
        boolean repeats = head.status() == 307 || head.status() == 308;
        return repeats
                ? new Errand(token, method, next, form, headers)
                : new Errand(token, HttpMethod.GET, next, Map.of(), headers);
    }
}
