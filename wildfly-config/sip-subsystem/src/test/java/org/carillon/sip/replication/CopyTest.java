// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.carillon.wire.WireFormatException;
import org.junit.jupiter.api.Test;

/** A node of the next version must read what this one has written. {@code -Dcarillon.wire.write=true} writes the files anew. */
class CopyTest {
    private static final Path FILES = Path.of("src/test/resources/org/carillon/sip/replication");
    private static final Copy WHOLE = new Copy("node", 3, Images.whole());

    private static String file(String name, String now) throws IOException {
        var file = FILES.resolve(name);
        if (Boolean.getBoolean("carillon.wire.write")) {
            Files.createDirectories(FILES);
            Files.writeString(file, now);
        }
        return Files.readString(file);
    }

    @Test
    void copyComesBackEqual() {
        assertThat(Copy.decode(WHOLE.encode())).isEqualTo(WHOLE);
    }

    @Test
    void bytesThatWereWrittenBeforeAreRead() throws IOException {
        var hex = HexFormat.of().formatHex(WHOLE.encode()).replaceAll("(.{120})", "$1\n") + "\n";

        assertThat(Copy.decode(HexFormat.of().parseHex(file("copy.hex", hex).replace("\n", ""))))
                .isEqualTo(WHOLE);
    }

    @Test
    void schemaHasOnlyGrown() throws IOException {
        var lines = file("copy-schema.txt", String.join("\n", Copy.SCHEMA.describe()) + "\n");

        assertThat(lines).isNotBlank();
        assertThat(Copy.SCHEMA.brokenSince(lines.lines().toList())).isEmpty();
    }

    @Test
    void whatIsDamagedIsRefused() {
        var bytes = WHOLE.encode();

        assertThatThrownBy(() -> Copy.decode(Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void copyOfACallTakesLittle() {
        assertThat(new Copy("2f5c0f0e-6a3d-4d62-8f0a-5b1f3a2c9d10", 1, Images.ongoing(1)).encode())
                .hasSizeLessThan(512);
    }
}
