// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.records.CallStatus;
import org.carillon.store.SchemaGuard;
import org.carillon.wire.RecordCodec;
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
        for (Session session : List.of(SessionSamples.session(3), SessionSamples.depositing(3))) {
            assertThat(codec.decode(codec.encode(session), Session.class)).isEqualTo(session);
        }
    }

    @Test
    void theSchemaHasOnlyGrown() throws IOException {
        SchemaGuard.check(SessionSchema.SCHEMA, "grid/session-schema.txt");
    }

    /** Bytes that another version has written. */
    @Test
    void bytesThatWereWrittenBeforeAreRead() throws IOException {
        assertReadable("grid/session.hex", SessionSamples.session(3));
        assertReadable("grid/session-depositing.hex", SessionSamples.depositing(3));
    }

    private void assertReadable(String file, Session session) throws IOException {
        if (SchemaGuard.writes()) {
            String hex = HexFormat.of().formatHex(codec.encode(session));
            SchemaGuard.write(file, hex.replaceAll("(.{120})", "$1\n") + "\n");
        }
        String bytes = String.join("", SchemaGuard.lines(file));
        assertThat(codec.decode(HexFormat.of().parseHex(bytes), Session.class)).isEqualTo(session);
    }

    @Test
    void aCallRecordTakesLittle() {
        byte[] bytes = codec.encode(
                SessionSamples.call(SessionSamples.CHILD, Optional.of(SessionSamples.ROOT), CallStatus.BUSY));
        assertThat(bytes.length).isLessThan(320);
    }
}
