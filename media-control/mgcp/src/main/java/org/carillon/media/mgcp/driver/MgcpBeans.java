// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import org.carillon.engine.media.MediaServer;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives the container its {@link MediaServer}. A producer, so that the driver itself needs neither a proxy nor an empty
 * constructor and tests call {@code new}.
 */
@ApplicationScoped
public class MgcpBeans {
    /** The driver, started at its first use; the engine listens to it at start. */
    @Produces
    @ApplicationScoped
    public MediaServer mediaServer(PromptLibrary prompts) {
        Config config = ConfigProvider.getConfig();
        MgcpSettings settings =
                MgcpSettings.read(key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        return new MgcpMediaServer(settings, prompts);
    }

    /** Closes the driver's socket when the application stops. */
    public void close(@Disposes MediaServer server) {
        if (server instanceof MgcpMediaServer driver) {
            driver.close();
        }
    }
}
