// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.records.CallFilter;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        shutDown(dataSource);
    }

    private static void shutDown(JdbcDataSource opened) throws SQLException {
        try (Connection connection = opened.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    @Test
    void whatIsReportedAsWrittenSurvivesAKill(@TempDir Path other) throws Exception {
        AccountSid account = Samples.account();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        other.toString(),
                        account.value())
                .redirectErrorStream(true)
                .redirectOutput(other.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(other.resolve("out")))
                .isZero();
        JdbcDataSource reopened = KilledProcess.dataSource(other);
        try (Database found = new Database(reopened)) {
            PageRequest page = new PageRequest(10, Optional.empty());
            assertThat(new JpaCallRecordStore(found)
                            .list(account, CallFilter.ALL, page)
                            .items())
                    .hasSize(2);
        }
        shutDown(reopened);
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    DataSource emptyDatabase() {
        JdbcDataSource empty = new JdbcDataSource();
        empty.setURL("jdbc:h2:mem:empty;DB_CLOSE_DELAY=-1");
        return empty;
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }
}
