// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.carillon.engine.calls.shell.EngineSettings;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Reads the API's settings once, at the start. */
@ApplicationScoped
public class ApiBeans {
    private static final Logger LOG = Logger.getLogger(ApiBeans.class);

    /** The settings in force, logged. */
    @Produces
    @Singleton
    public ApiSettings settings(EngineSettings engine) {
        boolean publicMedia = ConfigProvider.getConfig()
                .getOptionalValue("carillon.api.public-media", Boolean.class)
                .orElse(true);
        ApiSettings settings = new ApiSettings(engine.publicUrl(), publicMedia);
        LOG.infof("CARAPI0001 %s", settings);
        return settings;
    }
}
