// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of the modules, where Maven puts them. */
final class Modules {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final List<String> PRODUCT = List.of(
            "core/wire",
            "core/engine",
            "core/store",
            "core/http",
            "sip-app",
            "rest-api/api",
            "media-control/mgcp",
            "media-control/media-layer",
            "media-control/server",
            "wildfly-config/sip-subsystem");

    private Modules() {}

    static JavaClasses product() {
        return new ClassFileImporter().importPaths(paths("classes"));
    }

    static JavaClasses tests() {
        return new ClassFileImporter().importPaths(paths("test-classes"));
    }

    private static List<Path> paths(String folder) {
        List<String> modules = folder.equals("classes") ? PRODUCT : withTests();
        return modules.stream()
                .map(module -> ROOT.resolve(module).resolve("target").resolve(folder))
                .filter(path -> folder.equals("classes") || Files.isDirectory(path))
                .peek(Modules::mustExist)
                .toList();
    }

    private static List<String> withTests() {
        return Stream.concat(
                        PRODUCT.stream(),
                        Stream.of("wildfly-config/server", "tests/support", "tests/acceptance", "tests/cluster"))
                .toList();
    }

    private static void mustExist(Path path) {
        if (!Files.isDirectory(path)) {
            throw new IllegalStateException("not built: " + path);
        }
    }

    /** All Java sources of the product and its tests. */
    static List<Path> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                    .filter(file -> !ROOT.relativize(file).toString().startsWith("run/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
