// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.vault;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Opens what the media server has recorded. Its URIs come from our own media servers, never from tenants. */
final class Source {
    private static final int CONNECT_MILLIS = 5000;

    private Source() {}

    /**
     * @param quiet the longest time without a byte
     * @throws VaultException when the URI is neither file: nor http:
     */
    static InputStream open(String source, Duration quiet) throws IOException {
        URI uri = parse(source);
        String scheme = String.valueOf(uri.getScheme());
        if (scheme.equals("file")) {
            return Files.newInputStream(Path.of(uri));
        }
        if (!scheme.equals("http")) {
            throw new VaultException("a recording comes from a file: or http: URI, not " + source);
        }
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout((int) quiet.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            throw new IOException("status " + status + " from " + source);
        }
        return connection.getInputStream();
    }

    /** Removes what has been stored, where that is ours to do: a file. A server of files keeps its own house. */
    static void remove(String source) throws IOException {
        URI uri = parse(source);
        if ("file".equals(uri.getScheme())) {
            Files.deleteIfExists(Path.of(uri));
        }
    }

    private static URI parse(String source) {
        try {
            return URI.create(source);
        } catch (IllegalArgumentException e) {
            throw new VaultException("not a URI: " + source, e);
        }
    }
}
