// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.engine.webhooks.ContentFetcher;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Makes the prompt library known to the container, from the settings {@code carillon.prompts.*}. */
@Dependent
public class MediaBeans {
    private static final Logger LOG = Logger.getLogger(MediaBeans.class);

    /** One for the whole application; closed with it. */
    @Produces
    @Singleton
    MediaLayer layer(ContentFetcher fetcher) {
        Config config = ConfigProvider.getConfig();
        String data = config.getOptionalValue("carillon.data", String.class)
                .or(() -> config.getOptionalValue("jboss.server.data.dir", String.class))
                .orElse("data");
        MediaLayerSettings settings = MediaLayerSettings.read(
                config.getPropertyNames(), name -> config.getOptionalValue(name, String.class), Path.of(data));
        LOG.infof("CARPROMPT0001 %s", settings);
        return new MediaLayer(settings, fetcher, Clock.systemUTC());
    }

    /** At the start, so that a wrong setting stops it and a missing program is told. */
    void start(@Observes Startup event, MediaLayer layer) {
        LOG.debugf("Ready to make prompts: %s", layer.library());
    }

    void close(@Disposes MediaLayer layer) {
        layer.close();
    }

    /** See {@link MediaLayer#library}. */
    @Produces
    @ApplicationScoped
    PromptLibrary library(MediaLayer layer) {
        return layer.library();
    }
}
