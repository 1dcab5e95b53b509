// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import static org.carillon.conformance.server.Management.run;
import static org.carillon.conformance.server.Management.undefine;
import static org.carillon.conformance.server.Management.write;

import org.jboss.as.arquillian.api.ServerSetupTask;
import org.jboss.as.arquillian.container.ManagementClient;

/** Makes control over application sessions the operator's choice. */
public final class ControlSetup implements ServerSetupTask {
    @Override
    public void setup(ManagementClient client, String container) throws Exception {
        run(client, write("/subsystem=sip", "concurrency-control", "SipApplicationSession"));
    }

    @Override
    public void tearDown(ManagementClient client, String container) throws Exception {
        run(client, undefine("/subsystem=sip", "concurrency-control"));
    }
}
