// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.infinispan.Cache;

/**
 * What the server provides, under its global names. The annotations make the server start these before the application,
 * also the caches, which nobody else asks for. CDI cannot inject them into constructors.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // injected
class ServerResources {
    @Resource(lookup = "java:jboss/datasources/CarillonDS")
    private DataSource dataSource;

    @Resource(lookup = "java:jboss/infinispan/cache/carillon/sessions")
    private Cache<String, byte[]> sessions;

    @Resource(lookup = "java:jboss/infinispan/cache/carillon/live")
    private Cache<String, byte[]> live;

    DataSource dataSource() {
        return dataSource;
    }

    Cache<String, byte[]> sessions() {
        return sessions;
    }

    Cache<String, byte[]> live() {
        return live;
    }
}
