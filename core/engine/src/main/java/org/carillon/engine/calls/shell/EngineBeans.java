// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Reads the engine's settings once, at the start; a wrong one stops the start and says which. */
@ApplicationScoped
public class EngineBeans {
    private static final Logger LOG = Logger.getLogger(EngineBeans.class);

    /** The settings in force, logged. */
    @Produces
    @Singleton
    public EngineSettings settings() {
        Config config = ConfigProvider.getConfig();
        EngineSettings settings = new EngineSettings(
                text(config, "carillon.node", "node1"),
                text(config, "carillon.public-url", "http://127.0.0.1:8080"),
                text(config, "carillon.sip-address", "127.0.0.1:5060"),
                number(
                        config,
                        "carillon.engine.lanes",
                        Math.max(2, Runtime.getRuntime().availableProcessors())),
                number(config, "carillon.engine.sessions", 20_000),
                number(config, "carillon.engine.sessions-per-account", 1_000),
                number(config, "carillon.engine.mailbox", 256));
        LOG.infof("CARENG0011 %s", settings);
        return settings;
    }

    /** The clock of the platform; in microseconds, because the database keeps no more. */
    @Produces
    @Singleton
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    private static String text(Config config, String key, String standard) {
        Optional<String> value = config.getOptionalValue(key, String.class);
        return value.filter(v -> !v.isBlank()).orElse(standard);
    }

    private static int number(Config config, String key, int standard) {
        return config.getOptionalValue(key, Integer.class).orElse(standard);
    }
}
