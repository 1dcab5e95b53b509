// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carillon.sip.it.b2bua.ConnectingServlet;
import org.carillon.sip.it.beans.CallCounter;
import org.carillon.sip.it.uas.AnsweringServlet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipServerIT {
    private static final String WAR = "answering.war";
    private static final String EAR = "connecting.ear";
    private static final String BEANS =
            "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>";

    private static RunningServer server;

    private String deployed = "";

    @BeforeAll
    static void start() {
        server = new RunningServer("sip");
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(server.log())
                .contains("CARSIP0002")
                .doesNotContain("ERROR [org.carillon.sip]", "WARN  [org.carillon.sip]");
    }

    @AfterEach
    void undeploy() {
        if (!deployed.isEmpty()) {
            server.undeploy(deployed);
        }
    }

    private void deployWar() {
        server.deploy(
                WAR,
                new Archive()
                        .classes("WEB-INF/classes/", AnsweringServlet.class)
                        .file("WEB-INF/beans.xml", BEANS)
                        .bytes());
        deployed = WAR;
    }

    private void deployEar() {
        var library = new Archive()
                .classes("", CallCounter.class)
                .file("META-INF/beans.xml", BEANS)
                .bytes();
        var war = new Archive()
                .classes("WEB-INF/classes/", ConnectingServlet.class)
                .file("WEB-INF/beans.xml", BEANS)
                .file("WEB-INF/sip.xml", resource("b2bua/sip.xml"))
                .bytes();
        server.deploy(
                EAR,
                new Archive()
                        .file("lib/beans.jar", library)
                        .file("connecting.war", war)
                        .bytes());
        deployed = EAR;
    }

    private static String resource(String name) {
        try {
            return Files.readString(Path.of("target", "test-classes", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void call(String scenario, String user, String transport, int calls) {
        try (var caller = Sipp.caller(scenario, user, server.sipPort(), transport, calls, 5)) {
            caller.succeeds();
        }
    }

    private static Map<String, String> answering() {
        return server.status("/answering/status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void annotatedServletAnswersCalls(String transport) {
        deployWar();

        call("caller-hangs-up", "now", transport, 20);

        assertThat(answering()).containsEntry("invites", "20").containsEntry("byes", "20");
    }

    @Test
    void callbackHasResourcesBeansNamingLoaderAndItsOwnRequestScope() {
        deployWar();

        call("caller-hangs-up", "now", "udp", 2);

        assertThat(answering())
                .containsEntry("factory", "true")
                .containsEntry("factoryOfABean", "true")
                .containsEntry("sessions", "true")
                .containsEntry("timers", "true")
                .containsEntry("noteWasFresh", "true")
                .containsEntry("naming", "true")
                .containsEntry("loader", "true");
    }

    @Test
    void timerAnswersTheCall() {
        deployWar();

        call("caller-hangs-up", "timer", "udp", 5);

        assertThat(answering()).containsEntry("timersFired", "5");
    }

    @Test
    void anotherThreadAnswersTheCall() {
        deployWar();

        call("caller-hangs-up", "later", "udp", 20);

        assertThat(answering().get("laterThread")).contains("EE-ManagedExecutorService");
    }

    @Test
    void anotherThreadPlacesACall() {
        deployWar();
        try (var callee = Sipp.callee("callee-answers", 5)) {
            try (var caller = Sipp.callbackCaller(server.sipPort(), callee.port(), 5)) {
                caller.succeeds();
            }
            callee.succeeds();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(answering())
                            .containsEntry("callback180", "5")
                            .containsEntry("callback200INVITE", "5")
                            .containsEntry("callback200BYE", "5"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void requestsWithinADialogReachTheServlet(String transport) {
        deployWar();

        call("caller-changes-the-call", "now", transport, 5);

        assertThat(answering()).containsEntry("infos", "5").containsEntry("byes", "5");
    }

    @Test
    void cancelledCallGets487AndTheServletIsTold() {
        deployWar();

        call("caller-cancels", "ring", "udp", 5);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(answering()).containsEntry("cancels", "5"));
    }

    @Test
    void withoutAnApplicationCallsGet503() {
        call("caller-is-refused", "now", "udp", 2);
    }

    @Test
    void redeployedApplicationTakesCallsAtTheSamePort() {
        deployWar();
        call("caller-hangs-up", "now", "udp", 2);
        server.undeploy(WAR);
        deployed = "";
        call("caller-is-refused", "now", "udp", 1);

        deployWar();
        call("caller-hangs-up", "now", "udp", 3);

        assertThat(answering()).containsEntry("invites", "3");
    }

    @Test
    void connectedCallsKeep180Before200() {
        deployEar();
        var calls = 2_000;
        try (var callee = Sipp.callee("callee-answers", calls)) {
            try (var caller = Sipp.caller(
                    "caller-hangs-up", Integer.toString(callee.port()), server.sipPort(), "udp", calls, 20)) {
                caller.succeeds();
            }
            callee.succeeds();
        }

        assertThat(server.status("/connecting/status")).containsEntry("calls", Integer.toString(calls));
    }

    @Test
    void statisticsReporterIsOursAndNothingConnectsOutside() {
        deployWar();
        call("caller-hangs-up", "now", "udp", 1);

        assertThat(answering().get("reporter"))
                .contains("carillon-sip-libs.jar")
                .endsWith(" java.lang.Object");
        assertThat(remoteAddresses(server.pid())).allMatch(SipServerIT::isLocal);
    }

    private static boolean isLocal(String address) {
        // Hexadecimal in the byte order of the machine: 127.0.0.1, nobody, and both mapped into IPv6.
        return Set.of(
                        "0100007F",
                        "00000000",
                        "0".repeat(32),
                        "0000000000000000FFFF00000100007F",
                        "00000000000000000000000001000000")
                .contains(address);
    }

    /** {@return the remote address of every socket of a process, as the kernel writes it} */
    private static List<String> remoteAddresses(long pid) {
        var sockets = socketInodes(pid);
        return List.of("tcp", "tcp6", "udp", "udp6").stream()
                .flatMap(table -> lines(Path.of("/proc", Long.toString(pid), "net", table)).stream()
                        .skip(1))
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> sockets.contains(fields[9]))
                .map(fields -> fields[2].substring(0, fields[2].indexOf(':')))
                .toList();
    }

    private static Set<String> socketInodes(long pid) {
        try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.map(SipServerIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // It was closed in between.
            return "";
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
