// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.carillon.engine.records.Outbox;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.store.files.Disk;
import org.carillon.store.files.Frame;
import org.carillon.store.files.LocalDisk;
import org.carillon.wire.RecordCodec;

/**
 * The outbox of a single node. Entries are synced to a journal before {@link #append} completes, and reach the database
 * once and only once: the journal repeats what it is not sure of, and the unique key in the database drops repetitions.
 * When the journal is full (no database for days), entries are refused: the stage fails with {@link OutboxFullException}.
 */
public final class JournalOutbox implements Outbox, AutoCloseable {
    private static final double ALARM_FROM = 0.8;
    private static final double ALARM_ENDS = 0.7;

    private final RecordCodec codec = OutboxSchema.codec();
    private final List<Consumer<OutboxEntry>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean alarm = new AtomicBoolean();
    private final Journal journal;
    private final GroupCommit commits;
    private final Drainer drainer;

    /**
     * Opens the journal and begins to drain what an earlier run has left.
     *
     * @throws UncheckedIOException when the folder cannot be used
     * @throws IllegalStateException when another process uses it
     */
    public JournalOutbox(JournalSettings settings, EntryWriter database) {
        this(settings, new LocalDisk(), database);
    }

    /** On a disk of a test's own. */
    JournalOutbox(JournalSettings settings, Disk disk, EntryWriter database) {
        this.journal = new Journal(settings, disk);
        BatchWatch watch = new BatchWatch(settings.slow(), System::nanoTime, journal::waiting);
        this.commits = new GroupCommit(journal, settings.maximumBytes(), watch::look);
        this.drainer = new Drainer(
                settings, new Refused(settings.folder(), disk), journal, commits, watched(database, watch), this::tell);
        StoreLog.LOG.outboxOpened(settings.folder(), journal.waiting());
        if (journal.skippedBytes() > 0) {
            StoreLog.LOG.outboxDamaged(journal.skippedBytes());
        }
        drainer.start();
    }

    private static EntryWriter watched(EntryWriter database, BatchWatch watch) {
        return new EntryWriter() {
            @Override
            public List<OutboxEntry> write(List<OutboxEntry> entries) {
                watch.begin();
                try {
                    return database.write(entries);
                } finally {
                    watch.end();
                }
            }

            @Override
            public boolean mayBlameEntries(Throwable failure) {
                watch.begin();
                try {
                    return database.mayBlameEntries(failure);
                } finally {
                    watch.end();
                }
            }
        };
    }

    @Override
    public CompletionStage<Void> append(List<OutboxEntry> entries) {
        if (entries.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<byte[]> contents = new ArrayList<>(entries.size());
        for (OutboxEntry entry : entries) {
            byte[] content = codec.encode(entry);
            if (content.length > Frame.MAXIMUM_CONTENT) {
                return CompletableFuture.failedFuture(new IllegalArgumentException(
                        "an entry of " + content.length + " bytes is too large: session " + entry.session()));
            }
            contents.add(content);
        }
        watchFill();
        return commits.append(contents);
    }

    private void watchFill() {
        double fill = commits.fill();
        if (fill >= ALARM_FROM && alarm.compareAndSet(false, true)) {
            StoreLog.LOG.outboxFillsUp(Math.round(fill * 100));
        } else if (fill < ALARM_ENDS) {
            alarm.set(false);
        }
    }

    @Override
    public void whenWritten(Consumer<OutboxEntry> listener) {
        listeners.add(listener);
    }

    private void tell(OutboxEntry entry) {
        listeners.forEach(listener -> listener.accept(entry));
    }

    /** How many entries are not in the database, as far as is known. */
    public long waiting() {
        return journal.waiting();
    }

    /** How full the journal is, 0 to 1. */
    public double fill() {
        return commits.fill();
    }

    /** Whether it has been filled to 80 % and not been below 70 % since. */
    public boolean isAlarming() {
        watchFill();
        return alarm.get();
    }

    /** Syncs what was taken and ends; the next start drains what is left. Blocks for some seconds at most. */
    @Override
    public void close() {
        drainer.close();
        commits.close();
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the outbox", e);
        }
    }
}
