// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.as.server.deployment.SetupAction;
import org.jboss.msc.service.ServiceName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadScopeTest {
    private final List<String> story = new ArrayList<>();
    private final ClassLoader application = new URLClassLoader(new URL[0]);
    private ClassLoader before = application;

    @BeforeEach
    void remember() {
        before = Thread.currentThread().getContextClassLoader();
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private final class Noting implements SetupAction {
        private final String name;
        private final boolean fails;

        private Noting(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
        }

        @Override
        public void setup(Map<String, Object> properties) {
            if (fails) {
                throw new IllegalStateException(name);
            }
            story.add("+" + name);
        }

        @Override
        public void teardown(Map<String, Object> properties) {
            story.add("-" + name);
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public Set<ServiceName> dependencies() {
            return Set.of();
        }
    }

    @Test
    void actionsSurroundTheCallInOrder() {
        var scope = new ThreadScope(application, List.of(new Noting("a", false), new Noting("b", false)));

        scope.run(() -> story.add(Thread.currentThread().getContextClassLoader() == application ? "in" : "out"));

        assertThat(story).containsExactly("+a", "+b", "in", "-b", "-a");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void callWithinACallSetsUpOnce() {
        var scope = new ThreadScope(application, List.of(new Noting("a", false)));

        scope.run(() -> scope.run(() -> story.add("inner")));
        scope.run(() -> story.add("next"));

        assertThat(story).containsExactly("+a", "inner", "-a", "+a", "next", "-a");
    }

    @Test
    void failedCallIsLeftToo() {
        var scope = new ThreadScope(application, List.of(new Noting("a", false)));

        assertThatThrownBy(() -> scope.run(() -> {
                    throw new IllegalArgumentException("fault of the application");
                }))
                .hasMessage("fault of the application");

        assertThat(story).containsExactly("+a", "-a");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void failedSetupUndoesWhatWasDone() {
        var scope = new ThreadScope(application, List.of(new Noting("a", false), new Noting("b", true)));

        assertThatThrownBy(scope::enter).hasMessage("b");

        assertThat(story).containsExactly("+a", "-a");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
