// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.router;

import static org.carillon.conformance.server.Management.run;
import static org.carillon.conformance.server.Management.undefine;
import static org.carillon.conformance.server.Management.write;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.servlet.sip.ar.spi.SipApplicationRouterProvider;
import org.jboss.as.arquillian.api.ServerSetupTask;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Puts a module with an application router beside the server's own modules and names it in the subsystem. */
public final class RouterSetup implements ServerSetupTask {
    private static final String MODULE = "org.example.router";

    @Override
    public void setup(ManagementClient client, String container) throws Exception {
        Path folder = Path.of(System.getProperty("conformance.base"), "modules", "org", "example", "router", "main");
        Files.createDirectories(folder);
        ShrinkWrap.create(JavaArchive.class, "router.jar")
                .addClasses(OwnRouter.class, OwnRouterProvider.class)
                .addAsServiceProvider(SipApplicationRouterProvider.class, OwnRouterProvider.class)
                .as(ZipExporter.class)
                .exportTo(folder.resolve("router.jar").toFile(), true);
        Files.writeString(folder.resolve("module.xml"), """
                <module xmlns="urn:jboss:module:1.9" name="org.example.router">
                  <resources>
                    <resource-root path="router.jar"/>
                  </resources>
                  <dependencies>
                    <module name="org.carillon.sip"/>
                    <module name="jakarta.servlet.api"/>
                  </dependencies>
                </module>
                """);
        run(client, write("/subsystem=sip", "application-router-module", MODULE));
    }

    @Override
    public void tearDown(ManagementClient client, String container) throws Exception {
        run(client, undefine("/subsystem=sip", "application-router-module"));
    }
}
