// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carillon.wire.Schema;

/**
 * Compares a schema with the one that is written down. Types, components and constants may be added, at the end; none may be
 * moved, renamed or removed once a version is out. After additions, or as long as nothing is out, write the files anew with
 * {@code -Dcarillon.wire.write=true}.
 */
public final class SchemaGuard {
    private static final Path RESOURCES = Path.of("src/test/resources/org/carillon/store");

    private SchemaGuard() {}

    /** Whether the files are to be written instead of compared. */
    public static boolean writes() {
        return Boolean.getBoolean("carillon.wire.write");
    }

    /** Fails when the schema has not only grown. */
    public static void check(Schema schema, String file) throws IOException {
        if (writes()) {
            write(file, String.join("\n", schema.describe()) + "\n");
        }
        assertThat(lines(file)).isNotEmpty();
        assertThat(schema.brokenSince(lines(file))).isEmpty();
    }

    /** A file's lines. */
    public static List<String> lines(String file) throws IOException {
        return Files.readAllLines(RESOURCES.resolve(file));
    }

    /** Writes a file. */
    public static void write(String file, String text) throws IOException {
        Files.createDirectories(RESOURCES.resolve(file).getParent());
        Files.writeString(RESOURCES.resolve(file), text);
    }
}
