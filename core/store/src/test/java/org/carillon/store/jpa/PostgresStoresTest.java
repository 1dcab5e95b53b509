// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The stores on a real PostgreSQL. */
class PostgresStoresTest extends StoresContract {
    private static PostgresServer server;
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        server = new PostgresServer();
        database = new Database(server.dataSource());
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        server.close();
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    DataSource dataSource() {
        return server.dataSource();
    }
}
