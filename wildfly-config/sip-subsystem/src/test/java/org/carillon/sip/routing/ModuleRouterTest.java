// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipTargetedRequestInfo;
import org.jboss.modules.LocalModuleLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleRouterTest {
    /** Remembers with which class loader it was called; fails when told so. */
    private static final class Recording implements SipApplicationRouter {
        private @Nullable ClassLoader loader;
        private boolean fails;

        private void called() {
            loader = Thread.currentThread().getContextClassLoader();
            if (fails) {
                throw new IllegalArgumentException("a fault");
            }
        }

        @Override
        public @Nullable SipApplicationRouterInfo getNextApplication(
                SipServletRequest request,
                SipApplicationRoutingRegion region,
                SipApplicationRoutingDirective directive,
                SipTargetedRequestInfo targeted,
                Serializable state) {
            called();
            return null;
        }

        @Override
        public void applicationDeployed(List<String> names) {
            called();
        }

        @Override
        public void applicationUndeployed(List<String> names) {
            called();
        }

        @Override
        public void init() {
            called();
        }

        @Override
        public void init(Properties properties) {
            called();
        }

        @Override
        public void destroy() {
            called();
        }
    }

    private final ClassLoader loader = new ClassLoader() {};
    private final Recording recording = new Recording();
    private final ModuleRouter router = new ModuleRouter("m", loader, recording);

    @Test
    void moduleThatIsNotThereIsNamed(@TempDir Path folder) {
        var modules = new LocalModuleLoader(new File[] {folder.toFile()});

        assertThatThrownBy(() -> ModuleRouter.of(modules, "org.example.none"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.example.none")
                .hasMessageContaining("CARSIP0034");
    }

    @Test
    void moduleWithoutTheServiceIsNamed(@TempDir Path folder) throws IOException {
        var module = Files.createDirectories(folder.resolve("org/example/empty/main"));
        Files.writeString(
                module.resolve("module.xml"), "<module xmlns='urn:jboss:module:1.9' name='org.example.empty'/>");
        var modules = new LocalModuleLoader(new File[] {folder.toFile()});

        assertThatThrownBy(() -> ModuleRouter.of(modules, "org.example.empty"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.example.empty")
                .hasMessageContaining("CARSIP0035");
    }

    @Test
    void routerSeesItsOwnClassLoader() {
        var before = Thread.currentThread().getContextClassLoader();
        router.applicationDeployed(List.of("a"));

        assertThat(recording.loader).isSameAs(loader);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void faultOfTheRouterStopsNoDeployment() {
        recording.fails = true;

        assertThatCode(() -> {
                    router.init();
                    router.init(new Properties());
                    router.applicationDeployed(List.of("a"));
                    router.applicationUndeployed(List.of("a"));
                    router.destroy();
                })
                .doesNotThrowAnyException();
    }

    @Test
    @SuppressWarnings("NullAway")
    void requestThatTheRouterCannotRouteIsNotRouted() {
        assertThatThrownBy(() -> router.getNextApplication(null, null, SipApplicationRoutingDirective.NEW, null, null))
                .isInstanceOf(IllegalStateException.class);
        recording.fails = true;
        assertThatThrownBy(() -> router.getNextApplication(null, null, SipApplicationRoutingDirective.NEW, null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }
}
