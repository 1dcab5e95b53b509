// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.libs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RenamedJarsTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Pattern OLD_SERVLET_API = Pattern.compile(
            "javax/servlet/(?!sip/)(?!Congestion|Container)|(?<!mobicents[./])javax[.]servlet[.](?!sip\\b)");

    @Test
    void noClassRefersToTheOldServletPackages() throws IOException {
        assertThat(classes())
                .hasSizeGreaterThan(1000)
                .noneMatch(file -> OLD_SERVLET_API.matcher(text(file)).find());
    }

    @Test
    void sipServletIsAJakartaServletUnderItsOldName() throws ReflectiveOperationException {
        var superclass = Class.forName("javax.servlet.sip.SipServlet").getSuperclass();

        assertThat(superclass.getName()).isEqualTo("jakarta.servlet.GenericServlet");
    }

    @Test
    void statisticsPackageHoldsOnlyTheReporterThatSendsNothing() throws IOException {
        assertThat(classes())
                .filteredOn(file -> file.toString().contains("statistics"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("RestcommStatsReporter.class", "package-info.class");
    }

    @Test
    void noClassCanPostToAWebServer() throws IOException {
        assertThat(classes()).noneMatch(file -> {
            var bytes = text(file);
            return bytes.contains("java/net/HttpURLConnection")
                    || bytes.contains("java/net/URLConnection")
                    || bytes.contains("java/net/http/HttpClient")
                    || bytes.contains("org/apache/http/");
        });
    }

    private static List<Path> classes() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    /** The constant pool keeps names as plain text, so a search in the bytes finds every reference. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
