// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;
import org.carillon.store.journal.JournalOutbox;
import org.carillon.store.journal.JournalSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void entriesWaitForADatabaseThatGoesAwayAndAreWrittenOnce(@TempDir Path folder) throws IOException {
        Clock clock = Clock.systemUTC();
        JournalSettings settings = new JournalSettings(
                folder, 1024 * 1024, 64L * 1024 * 1024, 50, Duration.ofMillis(20), Duration.ofMillis(200));
        AccountSid account = Samples.account();
        List<CallRecord> made = IntStream.range(0, 120)
                .mapToObj(i -> Samples.call(account, Samples.TIME))
                .toList();
        try (JournalOutbox outbox = new JournalOutbox(settings, new JpaEntryWriter(database, clock))) {
            made.subList(0, 40).forEach(call -> append(outbox, call));
            server.stop();
            made.subList(40, 120).forEach(call -> append(outbox, call));
            assertThat(outbox.waiting()).isPositive();
            server.start();
            // Entries that were taken come again, as after a crash.
            made.subList(30, 90).forEach(call -> append(outbox, call));
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() == 0);
        }
        PageRequest all = new PageRequest(1000, Optional.empty());
        assertThat(new JpaCallRecordStore(database)
                        .list(account, CallFilter.ALL, all)
                        .items())
                .extracting(CallRecord::sid)
                .containsExactlyInAnyOrderElementsOf(
                        made.stream().map(CallRecord::sid).toList());
    }

    private static void append(JournalOutbox outbox, CallRecord call) {
        outbox.append(List.of(Samples.ended(call))).toCompletableFuture().join();
    }

    @Test
    void pagesAreReadFromIndexesWithoutSorting() throws SQLException {
        AccountSid account = Samples.account();
        JpaEntryWriter writer = new JpaEntryWriter(database, Clock.systemUTC());
        for (int i = 0; i < 10; i++) {
            int block = i;
            writer.write(IntStream.range(0, 500)
                    .mapToObj(j -> Samples.ended(Samples.call(account, Samples.TIME.plusSeconds(block * 500L + j))))
                    .toList());
        }
        String order = " order by created_at desc, sid desc limit 51";
        String where = "select * from call_record where account_sid = '" + account + "'";
        String cursor = " and created_at <= '2026-11-20T10:30:00Z'"
                + " and (created_at < '2026-11-20T10:30:00Z' or sid < 'CA8')";
        assertThat(plan("analyze call_record", where + order)).contains("call_record_page");
        for (String query : List.of(
                where + order,
                where + cursor + order,
                where + " and to_address = '+15005550006'" + order,
                where + " and from_address = '+15005550006'" + cursor + order)) {
            assertThat(plan("analyze call_record", query))
                    .as(query)
                    .contains("Index Scan")
                    .doesNotContain("Seq Scan")
                    .doesNotContain("Sort");
        }
    }

    private static String plan(String before, String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(before);
            try (ResultSet lines = statement.executeQuery("explain " + query)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
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
