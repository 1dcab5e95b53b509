// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.store.files.Frame;
import org.carillon.store.files.FrameReader;
import org.carillon.wire.RecordCodec;
import org.jboss.logging.Logger;

/**
 * Reads the journal and writes it to the database, in order, in batches. While the database is in trouble it tries the same
 * batch for ever, with growing pauses; when it is not, and a batch fails all the same, each entry alone. Is never interrupted: that would close files under H2 and the journal.
 */
final class Drainer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Drainer.class);
    private static final long CLOSE_SECONDS = 20;

    /** After so many failures in a row an entry of the batch may be to blame. */
    private static final int SUSPICIOUS = 3;

    private final JournalSettings settings;
    private final Journal journal;
    private final GroupCommit marks;
    private final EntryWriter database;
    private final RecordCodec codec = OutboxSchema.codec();
    private final Consumer<OutboxEntry> written;
    private final Refused refused;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private Segment segment;
    private FrameReader reader;

    Drainer(
            JournalSettings settings,
            Refused refused,
            Journal journal,
            GroupCommit marks,
            EntryWriter database,
            Consumer<OutboxEntry> written) {
        this.settings = settings;
        this.refused = refused;
        this.journal = journal;
        this.marks = marks;
        this.database = database;
        this.written = written;
        this.segment = journal.first();
        this.reader = segment.reader();
        this.thread = new Thread(this::run, "carillon-outbox-drainer");
        thread.setDaemon(true);
        thread.setContextClassLoader(Drainer.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!isStopped()) {
            List<Frame> frames = next();
            if (!frames.isEmpty()) {
                drain(frames);
            }
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** The next entries that are not in the database as far as is known; empty when there may be more. */
    private List<Frame> next() {
        try {
            long done = journal.done();
            List<Frame> frames = reader.next(journal.readable(segment), settings.batch());
            if (frames.isEmpty()) {
                goOn();
            }
            return frames.stream()
                    .filter(frame -> frame.kind() == Segment.ENTRY && frame.sequence() > done)
                    .toList();
        } catch (IOException e) {
            StoreLog.LOG.journalFailed(e.toString());
            pause(settings.longestPause());
            return List.of();
        }
    }

    private void goOn() throws IOException {
        Optional<Segment> following = journal.after(segment);
        if (following.isPresent() && reader.position() >= journal.readable(segment)) {
            segment = following.get();
            reader = segment.reader();
            journal.forget(journal.done(), segment);
            return;
        }
        journal.awaitMore(segment, reader.position());
    }

    private void drain(List<Frame> frames) {
        Batch batch = new Batch(frames, codec, refused);
        Duration pause = settings.firstPause();
        int failures = 0;
        boolean alone = false;
        while (!isStopped()) {
            try {
                if (alone) {
                    batch.writeOneByOne(database, () -> pause(settings.firstPause()));
                } else {
                    batch.write(database);
                }
                if (failures > 0) {
                    StoreLog.LOG.databaseBack(journal.waiting());
                }
                finish(batch);
                return;
            } catch (IOException e) {
                StoreLog.LOG.journalFailed(e.toString());
                pause(settings.longestPause());
            } catch (RuntimeException | Error e) {
                failures++;
                StoreLog.LOG.databaseAway(journal.waiting(), pause.toMillis(), Causes.of(e));
                pause(pause);
                pause = longer(pause);
                // Nothing may hold the others back: what fails again and again while the database works is found out.
                alone = failures >= SUSPICIOUS && database.mayBlameEntries(e);
            }
        }
    }

    private void finish(Batch batch) {
        marks.done(batch.last());
        try {
            journal.forget(batch.last(), segment);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete a drained segment", e);
        }
        batch.written().forEach(this::tell);
    }

    private void tell(OutboxEntry entry) {
        try {
            written.accept(entry);
        } catch (RuntimeException e) {
            LOG.debugf(e, "a listener failed for %s", entry.session());
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : twice;
    }

    private void pause(Duration length) {
        try {
            stop.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        }
    }

    /** Ends after the batch that is being written, if any; what is left is drained by the next start. */
    @Override
    public void close() {
        stop.countDown();
        journal.stopWaiting();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
