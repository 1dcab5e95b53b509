// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.location;

import static org.carillon.conformance.server.Management.run;
import static org.carillon.conformance.server.Management.undefine;
import static org.carillon.conformance.server.Management.write;

import org.jboss.as.arquillian.api.ServerSetupTask;
import org.jboss.as.arquillian.container.ManagementClient;

/** Lets the server ask the tests' DNS server, for two seconds, and give a transaction up after six. */
public final class DnsSetup implements ServerSetupTask {
    /** Asked by the server while these tests run. */
    static final NameServer NAMES = NameServer.open();

    @Override
    public void setup(ManagementClient client, String container) throws Exception {
        run(client, write("/subsystem=sip", "dns-servers", NAMES.address()));
        run(client, write("/subsystem=sip", "dns-timeout", "2000"));
        run(client, write("/subsystem=sip", "t1", "100"));
    }

    @Override
    public void tearDown(ManagementClient client, String container) throws Exception {
        run(client, undefine("/subsystem=sip", "dns-servers"));
        run(client, undefine("/subsystem=sip", "dns-timeout"));
        run(client, undefine("/subsystem=sip", "t1"));
    }
}
