// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import javax.sql.DataSource;
import org.carillon.engine.errors.StoreUnavailableException;
import org.hibernate.jpa.HibernatePersistenceProvider;

/** The database: its schema is up to date once this exists. Each piece of work is one transaction. */
public final class Database implements AutoCloseable {
    private static final String BATCH_SIZE = "100";
    private static final String QUERY_TIMEOUT_MILLIS = "15000";

    private final EntityManagerFactory factory;
    private final boolean isH2;

    /**
     * Migrates the schema and checks it.
     *
     * @param dataSource of H2 or PostgreSQL; must not take part in JTA transactions
     * @throws RuntimeException when the database cannot be reached, a script fails or the schema is not what it must be
     */
    public Database(DataSource dataSource) {
        Migrations.run(dataSource);
        this.isH2 = isH2(dataSource);
        this.factory = new HibernatePersistenceProvider()
                .createContainerEntityManagerFactory(new Unit(dataSource, settings()), Map.of());
        if (isH2) {
            // Else it writes half a second after the commit, and a process that dies loses what was committed.
            run("set write_delay 0");
        }
    }

    private static boolean isH2(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException e) {
            throw new PersistenceException("cannot reach the database", e);
        }
    }

    private int run(String statement) {
        return transact(manager -> manager.createNativeQuery(statement).executeUpdate());
    }

    /** What has been committed is on disk when this returns. H2 alone must be asked for that. Blocks. */
    void sync() {
        if (isH2) {
            run("checkpoint sync");
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("hibernate.hbm2ddl.auto", "validate");
        settings.setProperty("hibernate.jdbc.time_zone", "UTC");
        settings.setProperty("hibernate.jdbc.batch_size", BATCH_SIZE);
        settings.setProperty("hibernate.order_inserts", "true");
        settings.setProperty("jakarta.persistence.query.timeout", QUERY_TIMEOUT_MILLIS);
        // The server's module brings it along; it costs start time and is not used.
        settings.setProperty("hibernate.integration.envers.enabled", "false");
        return settings;
    }

    /**
     * Does a piece of work and commits it; rolls back when it throws. Blocks.
     *
     * @throws jakarta.persistence.PersistenceException when the database refuses
     * @throws StoreUnavailableException when it cannot be reached, or is in trouble otherwise
     */
    <T> T transact(Function<EntityManager, T> work) {
        try {
            return once(work);
        } catch (PersistenceException e) {
            throw SqlFailure.of(e) == SqlFailure.TROUBLE ? new StoreUnavailableException(e) : e;
        }
    }

    private <T> T once(Function<EntityManager, T> work) {
        EntityManager manager = factory.createEntityManager();
        try {
            EntityTransaction transaction = manager.getTransaction();
            transaction.begin();
            try {
                T result = work.apply(manager);
                transaction.commit();
                return result;
            } catch (RuntimeException | Error e) {
                rollBack(transaction, e);
                throw e;
            }
        } finally {
            manager.close();
        }
    }

    private static void rollBack(EntityTransaction transaction, Throwable cause) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
