// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.carillon.testing.net.LoopbackPorts;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Makes a new folder for the server's data and finds free ports, before Arquillian reads its settings. */
public final class ServerFolder implements LauncherSessionListener {
    private static final int SIP = 5060;
    private static final int MANAGEMENT = 9990;
    private static final int HTTP = 8080;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty("conformance.base") == null) {
            return;
        }
        Path base = Path.of(System.getProperty("conformance.base"));
        Path configuration = Path.of(System.getProperty("conformance.server"), "standalone", "configuration");
        try {
            delete(base);
            for (String folder : List.of("configuration", "deployments", "data", "log", "tmp", "modules")) {
                Files.createDirectories(base.resolve(folder));
            }
            try (Stream<Path> files = Files.list(configuration)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, base.resolve("configuration").resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int offset = LoopbackPorts.freeOffset(SIP, HTTP, MANAGEMENT);
        System.setProperty("conformance.offset", Integer.toString(offset));
        System.setProperty("conformance.management.port", Integer.toString(MANAGEMENT + offset));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** {@return what the server answers to a GET of a path, which begins with that of an application} */
    public static String page(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http() + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return how many lines of the server's log hold a text} */
    public static long logged(String text) {
        Path log = Path.of(System.getProperty("conformance.base"), "log", "server.log");
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return where the server takes SIP} */
    public static InetSocketAddress sip() {
        return new InetSocketAddress(LoopbackPorts.loopback(), SIP + Integer.getInteger("conformance.offset"));
    }

    /** {@return the root of the server's web applications} */
    public static String http() {
        return "http://127.0.0.1:" + (HTTP + Integer.getInteger("conformance.offset"));
    }
}
