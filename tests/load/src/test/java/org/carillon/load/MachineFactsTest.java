// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineFactsTest {
    @Test
    void notesBeforeTheVersionAreLeftOut() {
        assertThat(MachineFacts.versionIn("""
                        NOTE: Picked up JDK_JAVA_OPTIONS: -Xlog:gc
                        openjdk version "17.0.15" 2025-04-15
                        OpenJDK Runtime Environment
                        """)).isEqualTo("openjdk version \"17.0.15\" 2025-04-15");
    }

    @Test
    void whatIsNoVersionIsUnknown() {
        assertThat(MachineFacts.versionIn("sh: not found\n")).isEqualTo("unknown");
    }
}
