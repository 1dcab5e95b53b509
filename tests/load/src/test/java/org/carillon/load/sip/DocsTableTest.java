// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocsTableTest {
    @Test
    void figures_take_the_place_of_the_old_ones_and_the_rest_stays() {
        String page = "above\n<!-- bench sip: written by --write -->\nold\n<!-- bench sip: end -->\nbelow\n";

        assertThat(DocsTable.put(page, "new\n"))
                .isEqualTo("above\n<!-- bench sip: written by --write -->\nnew\n<!-- bench sip: end -->\nbelow\n");
    }

    @Test
    void a_page_without_a_place_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DocsTable.put("above\n", "new"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocsTable.put("<!-- bench sip: written by --write -->\n", "new"));
    }

    @Test
    void the_page_on_performance_has_a_place() throws IOException {
        String page = Files.readString(Path.of("../../docs/performance.md"));

        assertThat(DocsTable.put(page, "these figures")).contains("\nthese figures\n");
    }
}
