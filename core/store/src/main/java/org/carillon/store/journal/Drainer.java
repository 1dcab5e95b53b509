// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.store.wire.RecordCodec;
import org.carillon.store.wire.WireFormatException;
import org.jboss.logging.Logger;

/**
 * Reads the journal and writes it to the database, in order, in batches. While the database is in trouble it tries the same
 * batch for ever, with growing pauses. Is never interrupted: that would close files under H2 and the journal.
 */
final class Drainer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Drainer.class);
    private static final long CLOSE_SECONDS = 20;

    private final JournalSettings settings;
    private final Journal journal;
    private final GroupCommit marks;
    private final EntryWriter database;
    private final RecordCodec codec;
    private final Consumer<OutboxEntry> written;
    private final Refused refused;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private SegmentReader reader;

    Drainer(
            JournalSettings settings,
            Journal journal,
            GroupCommit marks,
            EntryWriter database,
            RecordCodec codec,
            Consumer<OutboxEntry> written) {
        this.settings = settings;
        this.journal = journal;
        this.marks = marks;
        this.database = database;
        this.codec = codec;
        this.written = written;
        this.refused = new Refused(settings.folder());
        this.reader = new SegmentReader(journal.first());
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
            Segment segment = reader.segment();
            long done = journal.done();
            List<Frame> frames = reader.next(journal.readable(segment), settings.batch());
            if (frames.isEmpty()) {
                goOn(segment);
            }
            return frames.stream()
                    .filter(frame -> frame.kind() == Frame.ENTRY && frame.sequence() > done)
                    .toList();
        } catch (IOException e) {
            StoreLog.LOG.journalFailed(e.toString());
            pause(settings.longestPause());
            return List.of();
        }
    }

    private void goOn(Segment segment) throws IOException {
        Optional<Segment> following = journal.after(segment);
        if (following.isPresent() && reader.position() >= journal.readable(segment)) {
            reader = new SegmentReader(following.get());
            journal.forget(journal.done());
            return;
        }
        journal.awaitMore(segment, reader.position());
    }

    private void drain(List<Frame> frames) {
        Map<OutboxEntry, Frame> entries = new LinkedHashMap<>();
        Duration pause = settings.firstPause();
        boolean failed = false;
        List<Frame> unreadable = decode(frames, entries);
        while (!isStopped()) {
            try {
                for (Frame frame : unreadable) {
                    refused.keep(frame);
                }
                unreadable = List.of();
                List<OutboxEntry> rejected = database.write(List.copyOf(entries.keySet()));
                for (OutboxEntry entry : rejected) {
                    keep(entry, entries);
                }
                if (failed) {
                    StoreLog.LOG.databaseBack(journal.waiting());
                }
                finish(frames, entries);
                return;
            } catch (IOException | RuntimeException e) {
                failed = true;
                StoreLog.LOG.databaseAway(journal.waiting(), pause.toMillis(), e.toString());
                pause(pause);
                pause = longer(pause);
            }
        }
    }

    private List<Frame> decode(List<Frame> frames, Map<OutboxEntry, Frame> entries) {
        List<Frame> unreadable = new ArrayList<>();
        for (Frame frame : frames) {
            try {
                entries.put(codec.decode(frame.content(), OutboxEntry.class), frame);
            } catch (WireFormatException e) {
                StoreLog.LOG.entryUnreadable(e.toString(), refused.file());
                unreadable.add(frame);
            }
        }
        return unreadable;
    }

    private void keep(OutboxEntry entry, Map<OutboxEntry, Frame> entries) throws IOException {
        Frame frame = entries.get(entry);
        if (frame != null) {
            refused.keep(frame);
            entries.remove(entry);
            StoreLog.LOG.entryRefused(
                    entry.getClass().getSimpleName(), entry.session().value(), refused.file());
        }
    }

    private void finish(List<Frame> frames, Map<OutboxEntry, Frame> entries) {
        long last = frames.get(frames.size() - 1).sequence();
        marks.done(last);
        try {
            journal.forget(last);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete a drained segment", e);
        }
        entries.keySet().forEach(this::tell);
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
