// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.as.arquillian.api.ServerSetup;
import org.jboss.as.arquillian.setup.ReloadServerSetupTask;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application that says nothing, on a server whose operator wants control over application sessions. */
// The tasks are undone backwards, so a reload stands on either side.
@ServerSetup({ReloadServerSetupTask.class, ControlSetup.class, ReloadServerSetupTask.class})
class OperatorsControlIT extends WithRooms {
    @Deployment(testable = false)
    static WebArchive application() {
        return rooms();
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void operatorsChoiceHoldsForAnApplicationThatSaysNothing() {
        assertThat(seenByCalls()).isEqualTo("false");
    }
}
