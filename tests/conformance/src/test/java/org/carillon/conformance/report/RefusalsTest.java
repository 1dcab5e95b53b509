// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {
    @Test
    void sectionNeedsARefusalOfItsOwnOrOfOneBelow() {
        assertThat(Refusals.missing("""
                        | JSR 289 5.2 | a | | `A.a` | passes |
                        | JSR 289 5.2.1 | b | refused | `A.b` | passes |
                        | JSR 289 5.3 | c | | `A.c` | passes |
                        | JSR 289 10.2.4 | d | | `A.d` | passes |
                        | RFC 3261 8.1 | e | | `A.e` | passes |
                        """)).containsExactly("10.2", "5.3");
    }

    @Test
    void sectionThatRefusesNothingIsLetOff() {
        assertThat(Refusals.missing("| JSR 289 3.1 | a | | `A.a` | passes |")).isEmpty();
    }
}
