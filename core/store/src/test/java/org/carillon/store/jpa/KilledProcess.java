// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.carillon.engine.ids.AccountSid;
import org.carillon.store.journal.JournalOutbox;
import org.carillon.store.journal.JournalSettings;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** A process that dies without a word as soon as it is told that a record is in the database. */
final class KilledProcess {
    private static final long OUTBOX_BYTES = 64L * 1024 * 1024;

    private KilledProcess() {}

    /** Arguments: a folder, an account. */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        AccountSid account = new AccountSid(arguments[1]);
        // With connections that stay open, as the server's: H2 writes when one is closed.
        Database database = new Database(JdbcConnectionPool.create(dataSource(folder)));
        JournalOutbox outbox = new JournalOutbox(
                JournalSettings.in(folder.resolve("outbox"), OUTBOX_BYTES),
                new JpaEntryWriter(database, Clock.systemUTC()));
        CountDownLatch first = new CountDownLatch(1);
        outbox.whenWritten(entry -> first.countDown());
        append(outbox, account);
        first.await();
        // Now everything is warm: the process dies right after the commit.
        outbox.whenWritten(entry -> Runtime.getRuntime().halt(0));
        append(outbox, account);
        // The listener ends the process; this is for the case that it does not.
        Thread.currentThread().join(20_000);
        Runtime.getRuntime().exit(2);
    }

    private static void append(JournalOutbox outbox, AccountSid account) {
        outbox.append(List.of(Samples.ended(Samples.call(account, Samples.TIME))))
                .toCompletableFuture()
                .join();
    }

    static JdbcDataSource dataSource(Path folder) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:file:" + folder.resolve("carillon") + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }
}
