// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.composition;

import static org.carillon.conformance.server.Management.run;
import static org.carillon.conformance.server.Management.undefine;
import static org.carillon.conformance.server.Management.write;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.as.arquillian.api.ServerSetupTask;
import org.jboss.as.arquillian.container.ManagementClient;

/** Gives the default application router its file: INVITE and INFO pass two applications, MESSAGE reaches the second only. */
public final class DarSetup implements ServerSetupTask {
    @Override
    public void setup(ManagementClient client, String container) throws Exception {
        Path file = Path.of(System.getProperty("conformance.base"), "data", "dar.properties");
        Files.writeString(file, """
                INVITE: ("first", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0"), ("second", "DAR:To", "TERMINATING", "", "NO_ROUTE", "1")
                MESSAGE: ("second", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0")
                OPTIONS: ("missing", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0")
                """);
        run(client, write("/subsystem=sip", "dar", file.toUri().toString()));
    }

    @Override
    public void tearDown(ManagementClient client, String container) throws Exception {
        run(client, undefine("/subsystem=sip", "dar"));
    }
}
