// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What operators are told about the outbox; docs/storage.md says what to do. */
@MessageLogger(projectCode = "CARSTO", length = 4)
interface StoreLog {
    /** The logger. */
    StoreLog LOG =
            Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), StoreLog.class, "org.carillon.store");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1, value = "Outbox in %s: %d entries wait for the database")
    void outboxOpened(Object folder, long waiting);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 2,
            value =
                    "Outbox: %d bytes of an earlier run belong to no whole entry (a crash while writing, or a damaged disk)")
    void outboxDamaged(long bytes);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3, value = "Outbox: cannot write to disk, entries are refused: %s")
    void journalFailed(String cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 11, value = "Outbox: the disk takes entries again")
    void journalBack();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4, value = "Outbox: the database is in trouble, %d entries wait, trying again in %d ms: %s")
    void databaseAway(long waiting, long pauseMillis, String cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 12,
            value =
                    "Outbox: the database has had a batch for %d s without an answer, %d entries wait (a slow database, or a connection that is dead)")
    void batchHangs(long seconds, long waiting);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 5, value = "Outbox: the database takes entries again, %d wait")
    void databaseBack(long waiting);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 6, value = "Outbox: %d %% full; when it is full, records of calls are lost")
    void outboxFillsUp(long percent);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 7, value = "Outbox: the database does not take %s of session %s (%s); it is kept in %s")
    void entryRefused(String kind, String session, String cause, Object file);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 8, value = "Outbox: an entry cannot be read: %s; it is kept in %s")
    void entryUnreadable(String cause, Object file);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 9, value = "Outbox: the database does not take %s of session %s (%s); it is lost, for %s is full")
    void entryLost(String kind, String session, String cause, Object file);
}
