// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carillon.testing.net.LoopbackPorts;

/** Our server as {@code wildfly-config/server} puts it together, with the benchmark's application only. */
final class CarillonFiles {
    private static final Path HOME =
            Path.of("wildfly-config/server/target/server").toAbsolutePath();
    private static final int SIP = 5060;

    /** Every port that the server opens, without its offset. */
    private static final int[] PORTS = {SIP, 8080, 8443, 8009, 9990, 9993, 4712, 4713};

    private final Path base;
    private final int offset = LoopbackPorts.freeOffset(PORTS);

    CarillonFiles(Path base) {
        this.base = base;
    }

    Path base() {
        return base;
    }

    int port() {
        return SIP + offset;
    }

    void lay() throws IOException {
        if (!Files.isDirectory(HOME)) {
            throw new IOException("the server is not built: " + HOME);
        }
        Layout.empty(base);
        Layout.copy(HOME.resolve("standalone/configuration"), base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        Layout.war(base.resolve("deployments/bench.war"));
    }

    boolean isDeployed() {
        return Files.exists(base.resolve("deployments/bench.war.deployed"));
    }

    List<String> command() {
        return List.of(
                HOME.resolve("bin/standalone.sh").toString(),
                "-c",
                "standalone-carillon.xml",
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + offset,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1");
    }

    Map<String, String> environment(Jdk jdk, List<String> properties) {
        String options =
                Stream.concat(jdk.flags().stream(), properties.stream()).collect(Collectors.joining(" "));
        return Map.of(
                "JAVA_HOME",
                jdk.home().toString(),
                "JBOSS_HOME",
                HOME.toString(),
                "JAVA_OPTS",
                options,
                // The script passes signals on only so.
                "LAUNCH_JBOSS_IN_BACKGROUND",
                "true");
    }
}
