// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The stores on H2 in a file, as {@code ./carillon run} uses it. */
class H2StoresTest extends StoresContract {
    @TempDir
    private static Path folder;

    private static JdbcDataSource dataSource;
    private static Database database;

    @BeforeAll
    static void open() {
        dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:file:" + folder.resolve("carillon") + ";DB_CLOSE_DELAY=-1");
        database = new Database(dataSource);
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }
}
