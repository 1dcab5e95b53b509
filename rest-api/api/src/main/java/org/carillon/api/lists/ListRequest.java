// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.lists;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.carillon.api.web.Parameters;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** What a request for a list wants, and the envelope around the answer. */
public final class ListRequest {
    private static final int STANDARD_SIZE = 50;
    private static final int LARGEST_SIZE = 1_000;
    private static final int LAST_PAGE = 1_000_000;
    private static final Set<String> PAGING = Set.of("PageSize", "Page", "PageToken");

    private final String path;
    private final Parameters query;
    private final int size;
    private final int page;
    private final Optional<PageToken> token;

    private ListRequest(String path, Parameters query) {
        this.path = path;
        this.query = query;
        this.size = size(query);
        this.page = page(query);
        this.token = query.text("PageToken").map(PageToken::decode);
        if (page > 0 && token.isEmpty()) {
            throw new ApiException(
                    ApiError.PAGE_INVALID,
                    "Page " + page + " cannot be had without its PageToken; follow next_page_uri from the first page.");
        }
    }

    /**
     * Reads the query.
     *
     * @throws ApiException when something in it cannot be used
     */
    public static ListRequest of(UriInfo uri) {
        URI address = uri.getRequestUri();
        return of(address.getRawPath(), address.getRawQuery() == null ? "" : address.getRawQuery());
    }

    static ListRequest of(String path, String query) {
        return new ListRequest(path, Parameters.parse(query));
    }

    private static int size(Parameters query) {
        int size = query.number("PageSize").orElse(STANDARD_SIZE);
        if (size < 1) {
            throw new ApiException(ApiError.INVALID_PARAMETER, "PageSize must be 1 to " + LARGEST_SIZE + ".");
        }
        return Math.min(size, LARGEST_SIZE);
    }

    private static int page(Parameters query) {
        int page = query.number("Page").orElse(query.text("PageToken").isPresent() ? 1 : 0);
        if (page < 0 || page > LAST_PAGE) {
            throw new ApiException(ApiError.PAGE_INVALID, "Page must be 0 to " + LAST_PAGE + ".");
        }
        return page;
    }

    /** The filters. */
    public Parameters query() {
        return query;
    }

    /** For the store. */
    public PageRequest request() {
        return new PageRequest(size, token.map(PageToken::cursor));
    }

    /**
     * The envelope of the 2010 API.
     *
     * @param name of the array of records
     */
    public <T> Map<String, Object> answer(String name, Page<T> found, Function<T, Object> representation) {
        List<Object> records = new ArrayList<>(found.items().size());
        found.items().forEach(item -> records.add(representation.apply(item)));
        int start = page * size;
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("first_page_uri", uri(0, Optional.empty()));
        envelope.put("end", start + Math.max(0, records.size() - 1));
        envelope.put("previous_page_uri", previous());
        envelope.put(name, records);
        envelope.put("uri", uri(page, token));
        envelope.put("page_size", size);
        envelope.put("start", start);
        envelope.put(
                "next_page_uri",
                found.next()
                        .map(cursor -> uri(page + 1, Optional.of(PageToken.following(token, cursor))))
                        .orElse(null));
        envelope.put("page", page);
        return envelope;
    }

    private @Nullable String previous() {
        if (page == 0) {
            return null;
        }
        if (page == 1) {
            return uri(0, Optional.empty());
        }
        return token.flatMap(PageToken::before)
                .map(before -> uri(page - 1, Optional.of(before)))
                .orElse(null);
    }

    private String uri(int number, Optional<PageToken> at) {
        StringBuilder uri = new StringBuilder(path).append('?');
        for (String name : query.names()) {
            if (!PAGING.contains(name)) {
                uri.append(encoded(name)).append('=');
                uri.append(encoded(query.first(name).orElse(""))).append('&');
            }
        }
        uri.append("PageSize=").append(size).append("&Page=").append(number);
        at.ifPresent(token -> uri.append("&PageToken=").append(token.encoded()));
        return uri.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
