// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.carillon.store.wire.WireRecords.Colour;
import org.carillon.store.wire.WireRecords.Label;
import org.junit.jupiter.api.Test;

/** The guard itself: {@code guard.txt} is an older form of these types. */
class SchemaGuardTest {
    /** Has grown by its last component. */
    record Grown(String name, int count) {}

    /** Its first component was of another name. */
    record Renamed(String title) {}

    @Test
    void whatHasGrownPasses() throws IOException {
        assertThatCode(() -> SchemaGuard.check(schema().type(5, Label.class).build(), "wire/grown.txt"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatWasRenamedOrMovedOrRemovedIsNamed() {
        assertThatThrownBy(() -> SchemaGuard.check(schema().build(), "wire/renamed.txt"))
                .hasMessageContaining("(String name)");
        assertThatThrownBy(() -> SchemaGuard.check(schema().build(), "wire/moved.txt"))
                .hasMessageContaining("9 org");
        assertThatThrownBy(() -> SchemaGuard.check(schema().build(), "wire/removed.txt"))
                .hasMessageContaining("BLUE");
    }

    private static Schema.Builder schema() {
        return Schema.builder().type(1, Grown.class).type(2, Colour.class).type(3, Renamed.class);
    }
}
