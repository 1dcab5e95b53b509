// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.webhooks.ContentFetcher;
import org.carillon.engine.webhooks.WebhookSender;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Makes the adapters known to the container, from the settings {@code carillon.webhook.*}. */
@Dependent
public class HttpBeans {
    private static final Logger LOG = Logger.getLogger(HttpBeans.class);

    /** One set of threads and connections for the whole application; closed with it. */
    @Produces
    @Singleton
    HttpClients clients(AuthTokens tokens) {
        Config config = ConfigProvider.getConfig();
        WebhookSettings settings =
                WebhookSettings.read(config.getPropertyNames(), name -> config.getOptionalValue(name, String.class));
        LOG.infof("CARHTTP0001 %s", settings);
        return new HttpClients(settings, tokens);
    }

    /** At the start, so that a wrong setting stops it. */
    void start(@Observes Startup event, HttpClients clients) {
        LOG.debugf("Ready to ask tenants' servers: %s", clients.sender());
    }

    void close(@Disposes HttpClients clients) {
        clients.close();
    }

    /** See {@link HttpClients#sender}. */
    @Produces
    @ApplicationScoped
    WebhookSender sender(HttpClients clients) {
        return clients.sender();
    }

    /** See {@link HttpClients#fetcher}. */
    @Produces
    @ApplicationScoped
    ContentFetcher fetcher(HttpClients clients) {
        return clients.fetcher();
    }
}
