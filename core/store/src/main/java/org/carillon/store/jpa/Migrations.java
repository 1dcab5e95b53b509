// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.PersistenceException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema up to date. The scripts are listed here and read through the class loader: Flyway's own scanner does
 * not find them in a jar of an EAR on every server. Safe when several nodes start at once, since Flyway holds a lock.
 */
final class Migrations {
    /** In order. Scripts for one vendor only would be listed by its name; so far both understand the same SQL. */
    private static final List<String> SCRIPTS = List.of(
            "V1__first_call.sql", "V2__bounded_index_keys.sql", "V3__one_first_account.sql", "V4__beating_nodes.sql");

    private static final int LOCK_RETRIES = 60;

    private Migrations() {}

    /** @throws org.flywaydb.core.api.FlywayException when a script fails, or one that was run has changed */
    static void run(DataSource dataSource) {
        run(dataSource, MigrationVersion.LATEST);
    }

    /** Only up to a version, as an older program has left it. */
    static void run(DataSource dataSource, MigrationVersion target) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .resourceProvider(new Scripts())
                .javaMigrationClassProvider(List::of)
                .locations("classpath:org/carillon/store/jpa/migration")
                .lockRetryCount(LOCK_RETRIES)
                .target(target)
                .callbacks(new Patience())
                .load()
                .migrate();
    }

    /** A script takes as long as it needs; the time-out that ends a dead connection would end a long one, too. */
    private static final class Patience implements Callback {
        private static final int NO_LIMIT = 0;
        private int usual;

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE
                    || event == Event.AFTER_EACH_MIGRATE
                    || event == Event.AFTER_EACH_MIGRATE_ERROR;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            Connection connection = context.getConnection();
            try {
                if (event == Event.BEFORE_EACH_MIGRATE) {
                    usual = connection.getNetworkTimeout();
                    connection.setNetworkTimeout(Runnable::run, NO_LIMIT);
                } else {
                    connection.setNetworkTimeout(Runnable::run, usual);
                }
            } catch (SQLException e) {
                throw new PersistenceException("cannot set the time-out of a connection", e);
            }
        }

        @Override
        public String getCallbackName() {
            return "patience";
        }
    }

    private static final class Scripts implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name ->
                            name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(Script::new)
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream in = Migrations.class.getResourceAsStream("migration/" + name);
            if (in == null) {
                throw new IllegalStateException("the script " + name + " is not in the jar");
            }
            return new InputStreamReader(in, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return "migration/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Script script && script.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
