// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Settings of the store. The database's own three ({@code carillon.db.url}, {@code carillon.db.user},
 * {@code carillon.db.password}) belong to the server's data source.
 *
 * @param data the data folder ({@code carillon.data}; default: the server's data folder, else {@code run/data})
 * @param recordings where audio is kept ({@code carillon.recordings}; default: {@code recordings} in the data folder)
 * @param minimumFreeBytes with less space recordings are refused ({@code carillon.recordings.min-free-bytes}; 256 MiB)
 * @param outboxBytes bound of the outbox ({@code carillon.outbox.max-bytes}; 1 GiB, at least 32 MiB)
 * @param secretKey 64 hexadecimal digits that seal auth tokens ({@code carillon.secret-key}); empty: from a file in the
 *     data folder
 */
public record StoreSettings(
        Path data, Path recordings, long minimumFreeBytes, long outboxBytes, Optional<String> secretKey) {
    private static final long MIB = 1024L * 1024L;

    /** @throws IllegalArgumentException when a bound is out of its range */
    public StoreSettings {
        check(minimumFreeBytes >= 0, "carillon.recordings.min-free-bytes must not be negative");
        check(outboxBytes >= 32 * MIB, "carillon.outbox.max-bytes must be at least " + 32 * MIB);
    }

    /**
     * Reads them.
     *
     * @param values gives the value of a key, or empty
     * @throws IllegalArgumentException names the key whose value cannot be read
     */
    public static StoreSettings read(Function<String, Optional<String>> values) {
        Path data = Path.of(text(values, "carillon.data")
                .or(() -> values.apply("jboss.server.data.dir"))
                .orElse("run/data"));
        return new StoreSettings(
                data,
                text(values, "carillon.recordings").map(Path::of).orElse(data.resolve("recordings")),
                number(values, "carillon.recordings.min-free-bytes", 256 * MIB),
                number(values, "carillon.outbox.max-bytes", 1024 * MIB),
                text(values, "carillon.secret-key"));
    }

    private static Optional<String> text(Function<String, Optional<String>> values, String key) {
        return values.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static long number(Function<String, Optional<String>> values, String key, long standard) {
        Optional<String> value = text(values, key);
        try {
            return value.map(Long::parseLong).orElse(standard);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a whole number: " + value.orElse(""), e);
        }
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** For the log: without the key. */
    @Override
    public String toString() {
        return "data in " + data + ", recordings in " + recordings + " while " + minimumFreeBytes
                + " bytes are free, outbox up to " + outboxBytes + " bytes, key from "
                + (secretKey.isPresent() ? "the setting" : "the data folder");
    }
}
