// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carillon.testing.net.LoopbackPorts;

/** The peer that {@code tests/load/peers/tomcat} puts together, as its makers configure it. */
final class TomcatFiles {
    private static final Path PEER = Path.of("tests/load/peers/tomcat/target").toAbsolutePath();

    /** Where the class is that takes the place of the one that phones home. */
    private static final Path OURS =
            Path.of("wildfly-config/sip-libs/target/classes").toAbsolutePath();

    private static final String ROUTER = "-Djavax.servlet.sip.ar.spi.SipApplicationRouterProvider="
            + "org.mobicents.servlet.sip.router.DefaultApplicationRouterProvider";

    private final Path base;
    private final Path home;
    private final int port = LoopbackPorts.freeSipPort();

    TomcatFiles(Path base) throws IOException {
        this.base = base;
        this.home = Layout.child(PEER, "apache-tomcat-");
    }

    Path base() {
        return base;
    }

    int port() {
        return port;
    }

    String version() {
        return home.getFileName().toString();
    }

    void lay() throws IOException {
        Layout.empty(base);
        for (String folder : List.of("conf", "lib", "webapps", "temp", "work", "logs")) {
            Files.createDirectories(base.resolve(folder));
        }
        Path conf = base.resolve("conf");
        for (String file : List.of("catalina.properties", "context.xml", "web.xml")) {
            Files.copy(home.resolve("conf").resolve(file), conf.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        // The file's URL begins with three slashes of its own.
        String root = base.toString().substring(1);
        Layout.resource("server.xml", conf.resolve("server.xml"), Map.of("base", root, "port", "" + port));
        Layout.resource("dar.properties", conf.resolve("dar.properties"), Map.of());
        Layout.resource("sip-stack.properties", conf.resolve("sip-stack.properties"), Map.of());
        Layout.resource("log4j.properties", base.resolve("lib/log4j.properties"), Map.of());
        Layout.jar(base.resolve("lib/no-statistics.jar"), OURS, "org/restcomm");
        Layout.war(base.resolve("webapps/bench.war"));
    }

    List<String> command(Jdk jdk) {
        var command = new ArrayList<String>();
        command.add(jdk.program("java"));
        command.addAll(jdk.flags());
        command.addAll(List.of(
                ROUTER,
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                home.resolve("bin/bootstrap.jar") + File.pathSeparator + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return command;
    }
}
