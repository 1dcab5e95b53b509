// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Files and folders of the benchmark. */
public final class Layout {
    /** Not by its class, which only a container can load: the SIP Servlet API is not on the benchmark's class path. */
    private static final String SERVLET = "org/carillon/load/sip/app/BenchServlet.class";

    private Layout() {}

    /** Empties a folder, and makes it if it is not there. */
    public static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /**
     * Writes a file of {@code resources/sip} with its {@code {{name}}}s filled in.
     *
     * @throws IOException if it cannot be written, or a name has no value
     */
    public static void resource(String name, Path file, Map<String, String> values) throws IOException {
        String text = new String(bytes("/sip/" + name), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        if (values.size() > 0 && text.contains("{{")) {
            throw new IOException(name + " needs a value for "
                    + text.substring(text.indexOf("{{")).lines().findFirst());
        }
        Files.writeString(file, text);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** The application, the same bytes for every container. */
    static void war(Path file) throws IOException {
        try (var war = new JarOutputStream(Files.newOutputStream(file))) {
            entry(war, "WEB-INF/sip.xml", bytes("/sip/sip.xml"));
            entry(war, "WEB-INF/classes/" + SERVLET, bytes("/" + SERVLET));
        }
    }

    /** A jar of the files below some part of a folder. */
    static void jar(Path file, Path root, String part) throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve(part));
                var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                entry(jar, root.relativize(one).toString(), Files.readAllBytes(one));
            }
        }
    }

    /** The only folder of this kind: its name begins so. */
    static Path child(Path folder, String start) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> found = files.filter(
                                file -> file.getFileName().toString().startsWith(start))
                        .toList();
                if (found.size() == 1) {
                    return found.get(0);
                }
            }
        }
        throw new IOException("no folder " + start + "* in " + folder);
    }

    private static void entry(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = Layout.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            return in.readAllBytes();
        }
    }
}
