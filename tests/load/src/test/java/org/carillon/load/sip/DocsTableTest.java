// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocsTableTest {
    @Test
    void figures_take_the_place_of_the_old_ones_and_the_rest_stays() {
        String page = "above\n<!-- bench sip: written by --write -->\nold\n<!-- bench sip: end -->\nbelow\n";

        assertThat(DocsTable.put(page, "bench sip", "new\n"))
                .isEqualTo("above\n<!-- bench sip: written by --write -->\nnew\n<!-- bench sip: end -->\nbelow\n");
    }

    @Test
    void a_page_without_a_place_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DocsTable.put("above\n", "bench sip", "new"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocsTable.put("<!-- bench sip: written by --write -->\n", "bench sip", "new"));
    }

    @Test
    void the_page_on_performance_has_a_place_for_each_benchmark() throws IOException {
        String page = Files.readString(Path.of("../../docs/performance.md"));

        for (String bench : List.of("bench sip", "bench overload")) {
            assertThat(DocsTable.put(page, bench, "these figures")).contains("\nthese figures\n");
        }
    }
}
