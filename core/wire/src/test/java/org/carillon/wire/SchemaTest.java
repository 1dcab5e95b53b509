// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.carillon.wire.WireRecords.Colour;
import org.carillon.wire.WireRecords.Label;
import org.junit.jupiter.api.Test;

/** What a later version may do to a schema that is written down. */
class SchemaTest {
    private static final String PACKAGE = "org.carillon.wire.";

    /** Has grown by its last component. */
    record Grown(String name, int count) {}

    /** Its first component was of another name. */
    record Renamed(String title) {}

    private static final Schema SCHEMA = Schema.builder()
            .type(1, Grown.class)
            .type(2, Colour.class)
            .type(3, Renamed.class)
            .type(5, Label.class)
            .build();

    @Test
    void whatHasGrownIsNotBroken() {
        assertThat(SCHEMA.brokenSince(List.of(
                        "1 " + PACKAGE + "SchemaTest$Grown(String name)", "2 " + PACKAGE + "WireRecords$Colour {RED}")))
                .isEmpty();
        assertThat(SCHEMA.brokenSince(SCHEMA.describe())).isEmpty();
    }

    @Test
    void whatWasRenamedOrMovedOrRemovedIsNamed() {
        var renamed = "3 " + PACKAGE + "SchemaTest$Renamed(String name)";
        var moved = "9 " + PACKAGE + "SchemaTest$Grown(String name, int count)";
        var removed = "2 " + PACKAGE + "WireRecords$Colour {BLUE RED}";

        assertThat(SCHEMA.brokenSince(List.of(renamed, moved, removed))).containsExactly(renamed, moved, removed);
    }
}
