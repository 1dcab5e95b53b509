// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.carillon.engine.errors.StoreUnavailableException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.store.LogLines;
import org.carillon.store.journal.JournalOutbox;
import org.carillon.store.journal.JournalSettings;
import org.carillon.testing.database.PostgresServer;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** The stores on a real PostgreSQL. */
class PostgresStoresTest extends StoresContract {
    private static PostgresServer server;
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        server = new PostgresServer();
        database = new Database(source());
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        server.close();
    }

    @Test
    void entriesWaitForADatabaseThatGoesAwayAndAreWrittenOnce(@TempDir Path folder) throws IOException {
        AccountSid account = Samples.account();
        List<CallRecord> made = IntStream.range(0, 120)
                .mapToObj(i -> Samples.call(account, Samples.TIME))
                .toList();
        try (JournalOutbox outbox = new JournalOutbox(settings(folder), writer())) {
            made.subList(0, 40).forEach(call -> append(outbox, call));
            server.stop();
            made.subList(40, 120).forEach(call -> append(outbox, call));
            assertThat(outbox.waiting()).isPositive();
            server.start();
            // Entries that were taken come again, as after a crash.
            made.subList(30, 90).forEach(call -> append(outbox, call));
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() == 0);
        }
        assertThat(found(account))
                .containsExactlyInAnyOrderElementsOf(
                        made.stream().map(CallRecord::sid).toList());
    }

    @Test
    void databaseThatIsAwayIsToldFromOneThatRefuses() throws IOException {
        AccountSid account = Samples.account();
        server.stop();
        try {
            assertThatThrownBy(() -> found(account)).isInstanceOf(StoreUnavailableException.class);
        } finally {
            server.start();
        }
        assertThat(found(account)).isEmpty();
    }

    private static void append(JournalOutbox outbox, CallRecord call) {
        outbox.append(List.of(Samples.ended(call))).toCompletableFuture().join();
    }

    @Test
    void aRowThatIsTooLargeForAnIndexHoldsNoOtherBack() throws SQLException {
        AccountSid account = Samples.account();
        CallRecord good = Samples.call(account, Samples.TIME);
        OutboxEntry tooLarge = Samples.ended(
                Samples.call(account, Samples.call(), Samples.TIME, Samples.noise(5_000), "+1", CallStatus.BUSY));
        run("create index a_limit on call_record (from_address) where account_sid = '" + account + "'");
        try {
            // Its SQL state is of class 54.
            assertThat(writer().write(List.of(tooLarge, Samples.ended(good)))).containsExactly(tooLarge);
        } finally {
            run("drop index a_limit");
        }
        assertThat(found(account)).containsExactly(good.sid());
    }

    @Test
    void aRowThatFailsForNoClearReasonHoldsNoOtherBack(@TempDir Path folder) throws Exception {
        AccountSid account = Samples.account();
        List<CallRecord> made = IntStream.range(0, 5)
                .mapToObj(i -> Samples.call(account, Samples.TIME))
                .toList();
        String name = "poison_" + made.get(2).sid();
        run("create function " + name + "() returns trigger language plpgsql as $$ begin if new.sid = '"
                + made.get(2).sid()
                + "' then raise exception 'index is damaged' using errcode = 'XX002'; end if; return new; end $$");
        run("create trigger " + name + " before insert on call_record for each row execute function " + name + "()");
        try (LogLines log = new LogLines();
                JournalOutbox outbox = new JournalOutbox(settings(folder), writer())) {
            outbox.append(made.stream().map(Samples::ended).toList())
                    .toCompletableFuture()
                    .join();
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() == 0);
            assertThat(log.with("in trouble"))
                    .anyMatch(line -> line.contains("SQLSTATE XX002, ERROR: index is damaged"));
            assertThat(log.with("does not take")).hasSize(1);
        } finally {
            run("drop trigger " + name + " on call_record");
        }
        assertThat(found(account))
                .containsExactlyInAnyOrder(
                        made.get(0).sid(),
                        made.get(1).sid(),
                        made.get(3).sid(),
                        made.get(4).sid());
    }

    @Test
    void noEntryIsToBlameForADatabaseThatTakesNothing() throws Exception {
        RuntimeException failure = new IllegalStateException("something");
        assertThat(writer().mayBlameEntries(failure)).isTrue();
        run("alter table written_entry rename to gone");
        try {
            assertThat(writer().mayBlameEntries(failure)).isFalse();
        } finally {
            run("alter table gone rename to written_entry");
        }
    }

    @Test
    void anEntryThatAnotherNodeHasJustWrittenIsNotRefused() throws Exception {
        AccountSid account = Samples.account();
        CallRecord first = Samples.call(account, Samples.TIME);
        CallRecord second = Samples.call(account, Samples.TIME);
        try (Connection one = source().getConnection();
                Connection other = source().getConnection()) {
            insertKey(one, first);
            insertKey(other, second);
            CompletableFuture<List<OutboxEntry>> refused = CompletableFuture.supplyAsync(
                    () -> writer().write(List.of(Samples.ended(first), Samples.ended(second))));
            // The batch waits for the first key and fails; then the second entry, alone, waits for its own and fails.
            commitWhenSomebodyWaits(one);
            commitWhenSomebodyWaits(other);
            assertThat(refused.get(30, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void aScriptMayTakeLongerThanAConnectionMayBeSilent() throws Exception {
        run("create database slow");
        PGSimpleDataSource slow = source();
        slow.setDatabaseName("slow");
        slow.setSocketTimeout(1);
        Migrations.run(slow, MigrationVersion.fromVersion("1"));
        try (Connection holder = slow.getConnection()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock table call_record");
            }
            CompletableFuture<Void> migrated = CompletableFuture.runAsync(() -> Migrations.run(slow));
            await().until(
                            () -> migrated.isDone()
                                    || 1
                                            == number(
                                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                                            + " and datname = 'slow' and clock_timestamp() - query_start > interval '1500 ms'"));
            holder.commit();
            migrated.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void ofNodesThatStartAtOnceOneMakesTheFirstAccount() throws Exception {
        run("create database fresh");
        PGSimpleDataSource fresh = source();
        fresh.setDatabaseName("fresh");
        try (Database node = new Database(fresh);
                Connection other = fresh.getConnection()) {
            var accounts = new JpaAccountStore(node, seal);
            AccountSid others = Samples.account();
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("insert into first_account values (1, '" + others + "')");
                statement.execute("insert into account values ('" + others
                        + "', '', 'active', '', '', current_timestamp, current_timestamp)");
            }
            AccountSid ours = Samples.account();
            CompletableFuture<Boolean> added =
                    CompletableFuture.supplyAsync(() -> accounts.addFirst(Samples.account(ours)));
            commitWhenSomebodyWaits(other);
            assertThat(added.get(30, TimeUnit.SECONDS)).isFalse();
            assertThat(accounts.find(ours)).isEmpty();
        }
    }

    private static void insertKey(Connection connection, CallRecord call) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into written_entry values ('" + call.session() + "', 'call', 0, now())");
        }
    }

    private static void commitWhenSomebodyWaits(Connection connection) throws SQLException {
        int holder = connection.unwrap(PGConnection.class).getBackendPID();
        String waits = "select count(*) from pg_stat_activity where " + holder + " = any(pg_blocking_pids(pid))";
        await().until(() -> number(waits) > 0);
        connection.commit();
    }

    private static int number(String query) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static List<CallSid> found(AccountSid account) {
        PageRequest all = new PageRequest(1000, Optional.empty());
        return new JpaCallRecordStore(database)
                .list(account, CallFilter.ALL, all).items().stream()
                        .map(CallRecord::sid)
                        .toList();
    }

    private static JpaEntryWriter writer() {
        return new JpaEntryWriter(database, Clock.systemUTC());
    }

    private static JournalSettings settings(Path folder) {
        return new JournalSettings(
                folder,
                1024 * 1024,
                64L * 1024 * 1024,
                50,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofSeconds(10));
    }

    private static PGSimpleDataSource source() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {server.port()});
        dataSource.setDatabaseName(PostgresServer.DATABASE);
        dataSource.setUser(PostgresServer.USER);
        return dataSource;
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void pagesAreReadFromIndexesWithoutSorting() throws SQLException {
        AccountSid account = Samples.account();
        JpaEntryWriter writer = writer();
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
                where + " and to_key = '+15005550006' and to_address = '+15005550006'" + order,
                where + " and from_key = '+15005550006' and from_address = '+15005550006'" + cursor + order)) {
            assertThat(plan("analyze call_record", query))
                    .as(query)
                    .contains("Index Scan")
                    .doesNotContain("Seq Scan")
                    .doesNotContain("Sort");
        }
    }

    private static String plan(String before, String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = source().getConnection();
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
    DataSource emptyDatabase() throws SQLException {
        run("create database empty");
        PGSimpleDataSource empty = source();
        empty.setDatabaseName("empty");
        return empty;
    }

    @Override
    DataSource dataSource() {
        return source();
    }
}
