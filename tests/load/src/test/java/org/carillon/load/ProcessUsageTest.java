// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    private static final String REST = " S 1 100 100 0 -1 4194560 9000 0 12 0 250 50 7 8 20 0 61 0 12345 4096 300 0";

    @Test
    void cpu_time_is_user_and_system_time_in_ticks_of_10_ms() {
        assertThat(ProcessUsage.parse("4711 (java)" + REST, "").cpu()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void spaces_and_parentheses_in_the_name_shift_nothing() {
        assertThat(ProcessUsage.parse("4711 (a (b) c)" + REST, "").cpu()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void resident_memory_is_read_in_KiB() {
        String status = "Name:\tjava\nVmHWM:\t  700000 kB\nVmRSS:\t  654321 kB\nThreads:\t61\n";

        assertThat(ProcessUsage.parse("1 (java)" + REST, status).residentKiB()).isEqualTo(654_321);
    }

    @Test
    void other_text_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessUsage.parse("nothing", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessUsage.parse("1 (java) S 1", ""));
    }

    @Test
    void this_process_has_used_memory() {
        assertThat(ProcessUsage.of(ProcessHandle.current().pid()).residentKiB()).isPositive();
    }
}
