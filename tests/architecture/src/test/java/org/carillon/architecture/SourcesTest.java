// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What sources and tests may look like. */
class SourcesTest {
    /** Longer, for the reason that their class comment gives. */
    private static final Set<String> LONG = Set.of("MarkupError.java");

    @Test
    void testsDoNotSleep() {
        JavaClasses tests = Modules.tests();
        assertThat(tests).isNotEmpty();
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(tests);
    }

    @Test
    void testsUseNoMocks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..", "net.jqwik..")
                .check(Modules.tests());
    }

    @Test
    void filesHaveAtMostFourHundredLines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : Modules.sources()) {
            long lines = Files.readString(file).lines().count();
            if (lines > 400 && !LONG.contains(file.getFileName().toString())) {
                tooLong.add(Modules.ROOT.relativize(file) + " has " + lines + " lines");
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
