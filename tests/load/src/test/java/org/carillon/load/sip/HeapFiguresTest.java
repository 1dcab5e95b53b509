// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HeapFiguresTest {
    @Test
    void the_total_of_a_histogram_is_its_bytes() {
        String histogram = """
                4711:
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         71337        6409112  [B (java.base@17.0.19)
                Total        831234       53812344
                """;

        assertThat(HeapFigures.total(histogram)).isEqualTo(53_812_344);
    }

    @Test
    void what_jcmd_says_instead_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> HeapFigures.total("no such process"));
    }
}
