// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.carillon.sip.it.uas.AnsweringServlet;

/** Packs classes of the tests into a JAR, WAR or EAR. */
final class Archive {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** {@return the WAR whose servlet answers calls} */
    static byte[] answering() {
        return new Archive()
                .classes("WEB-INF/classes/", AnsweringServlet.class)
                .file("WEB-INF/beans.xml", "<beans/>")
                .bytes();
    }

    /** Adds all classes of the package of {@code type}, without sub-packages, below a folder of the archive. */
    Archive classes(String folder, Class<?> type) {
        var path = type.getPackageName().replace('.', '/');
        try (var files = Files.list(Path.of("target", "test-classes").resolve(path))) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                entries.put(folder + path + '/' + file.getFileName(), Files.readAllBytes(file));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Archive file(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Archive file(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
