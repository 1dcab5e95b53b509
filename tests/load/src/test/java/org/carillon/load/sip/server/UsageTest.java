// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void memory_is_the_proportional_set() {
        String text = "55e0 ---p 0 00:00 0 [rollup]\nRss:    9000 kB\nPss:    4711 kB\nPss_Anon:  1 kB\n";

        assertThat(Usage.proportional(text)).isEqualTo(4_711);
        assertThatIllegalArgumentException().isThrownBy(() -> Usage.proportional("Rss: 9000 kB"));
    }

    @Test
    void processes_are_added_up() throws IOException {
        long self = ProcessHandle.current().pid();
        Usage once = Usage.of(List.of(self));
        Usage twice = Usage.of(List.of(self, self));

        assertThat(once.memoryKiB()).isPositive();
        assertThat(twice.cpu()).isGreaterThan(once.cpu());
        assertThat(twice.memoryKiB()).isGreaterThan(once.memoryKiB());
    }
}
