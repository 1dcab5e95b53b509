// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.records.CallStatus;
import org.carillon.store.wire.RecordCodec;
import org.junit.jupiter.api.Test;

class SessionSchemaTest {
    private final RecordCodec codec = new RecordCodec(SessionSchema.SCHEMA);

    @Test
    void everyTypeThatASessionCanHoldHasANumber() {
        // Making the codec walks every record and every sealed type from the registered ones on, and names what is
        // missing.
        assertThat(codec).isNotNull();
    }

    @Test
    void aSessionComesBackEqual() {
        Session session = SessionSamples.session(3);
        assertThat(codec.decode(codec.encode(session), Session.class)).isEqualTo(session);
    }

    /**
     * Types, components and constants may be added, at the end; none may be moved, renamed or removed once a version is
     * out. After additions, or as long as nothing is out, write the files anew with {@code -Dcarillon.wire.write=true}.
     */
    @Test
    void theSchemaHasOnlyGrown() throws IOException {
        List<String> now = SessionSchema.SCHEMA.describe();
        if (Boolean.getBoolean("carillon.wire.write")) {
            write("session-schema.txt", String.join("\n", now) + "\n");
            write("session.hex", hex(codec.encode(SessionSamples.session(3))));
        }
        assertThat(lines("session-schema.txt"))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(now).as("what became of: " + line).anyMatch(other -> isGrown(line, other)));
    }

    private static boolean isGrown(String before, String now) {
        if (before.endsWith("}") && now.contains("{")) {
            return name(before).equals(name(now)) && constants(now).containsAll(constants(before));
        }
        String open = before.substring(0, before.length() - 1);
        return now.equals(before) || now.equals(open + ")") || now.startsWith(open + (open.endsWith("(") ? "" : ", "));
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf('{'));
    }

    private static List<String> constants(String line) {
        return List.of(line.substring(line.indexOf('{') + 1, line.length() - 1).split(" ", -1));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).replaceAll("(.{120})", "$1\n") + "\n";
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(Path.of("src/test/resources/org/carillon/store/grid").resolve(name), text);
    }

    /** Bytes that another version has written. */
    @Test
    void bytesThatWereWrittenBeforeAreRead() throws IOException {
        String bytes = String.join("", lines("session.hex"));
        assertThat(codec.decode(HexFormat.of().parseHex(bytes), Session.class)).isEqualTo(SessionSamples.session(3));
    }

    @Test
    void aCallRecordTakesLittle() {
        byte[] bytes = codec.encode(
                SessionSamples.call(SessionSamples.CHILD, Optional.of(SessionSamples.ROOT), CallStatus.BUSY));
        assertThat(bytes.length).isLessThan(320);
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(
                Path.of("src/test/resources/org/carillon/store/grid").resolve(name));
    }
}
