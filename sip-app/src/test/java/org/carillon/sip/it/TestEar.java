// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.sip.scripted.ScriptedSink;

/**
 * Builds the EAR. Of the engine only the ports go in, since its beans would ask for a database and a media server.
 */
final class TestEar {
    private static final List<String> PORTS = List.of(
            "org/carillon/engine/addresses",
            "org/carillon/engine/calls/signalling",
            "org/carillon/engine/errors",
            "org/carillon/engine/ids",
            "org/carillon/engine/numbers",
            "org/carillon/engine/trunks");
    private static final String BEANS = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;
    private static final String APPLICATION = """
            <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
              <module><web><web-uri>sip-app.war</web-uri><context-root>/sip-app</context-root></web></module>
              <library-directory>lib</library-directory>
            </application>
            """;

    private TestEar() {}

    static void build(Path war, Path folder) throws IOException {
        Path jar = Files.createTempFile(folder.getParent(), "lib", ".jar");
        try (ZipOutputStream lib = zip(jar)) {
            put(lib, "META-INF/beans.xml", BEANS);
            addPackages(lib, placeOf(SignalSink.class), PORTS);
            addPackages(lib, placeOf(ScriptedSink.class), List.of("org/carillon/sip/scripted"));
        }
        Path exploded = folder.resolve("sip-test.ear");
        Path unfinished = Files.createTempFile(folder.getParent(), "ear", ".ear");
        try (ZipOutputStream ear = zip(unfinished)) {
            put(ear, "META-INF/application.xml", APPLICATION);
            put(ear, "lib/engine-ports.jar", jar);
            put(ear, "lib/libphonenumber.jar", placeOf(PhoneNumberUtil.class));
            put(ear, "sip-app.war", war);
        }
        Files.move(unfinished, exploded);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addPackages(ZipOutputStream zip, Path place, List<String> packages) throws IOException {
        if (Files.isDirectory(place)) {
            addPackages(zip, packages, place);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            addPackages(zip, packages, jar.getPath("/"));
        }
    }

    private static void addPackages(ZipOutputStream zip, List<String> packages, Path root) throws IOException {
        for (String name : packages) {
            try (Stream<Path> classes = Files.list(root.resolve(name))) {
                for (Path file : classes.filter(path -> path.toString().endsWith(".class"))
                        .toList()) {
                    put(zip, name + "/" + file.getFileName(), file);
                }
            }
        }
    }

    private static ZipOutputStream zip(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    private static void put(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
