// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackLogTest {
    @Test
    void everyErrorOfTheStackIsACountedComplaint() {
        var log = new StackLog();
        var before = StackLog.complaints();

        log.logError("bad message");
        log.logError("another", new IllegalStateException("x"));
        log.logWarning("no complaint");

        assertThat(StackLog.complaints() - before).isEqualTo(2);
    }
}
