// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers documents by the hash of what was received: most servers answer many calls with the same few documents. The
 * least recently used one is forgotten when it is full. A document that cannot be run is not remembered. Safe for use by
 * any number of threads; two that ask for the same new document at once both read it.
 */
public final class DocumentCache {

    private final MarkupParser parser;
    private final int capacity;
    private final Map<String, Document> documents = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param capacity how many documents are kept
     * @throws IllegalArgumentException when the capacity is not positive
     */
    public DocumentCache(MarkupParser parser, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a cache keeps 1 document or more, not " + capacity);
        }
        this.parser = parser;
        this.capacity = capacity;
    }

    /**
     * The document of a body, read at most once as long as it is remembered.
     *
     * @throws MarkupException as {@link MarkupParser#parse(byte[], Optional)} does
     */
    public Document parse(byte[] body, Optional<String> contentType) throws MarkupException {
        String key = key(body, contentType);
        Optional<Document> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        Document document = parser.parse(body, contentType);
        remember(key, document);
        return document;
    }

    private synchronized Optional<Document> find(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    private synchronized void remember(String key, Document document) {
        documents.put(key, document);
        if (documents.size() > capacity) {
            var oldest = documents.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The header counts too: with another charset the same bytes are another document. */
    private static String key(byte[] body, Optional<String> contentType) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(contentType.orElse("").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
