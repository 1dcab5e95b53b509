// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.carillon.store.files.Disk;
import org.carillon.store.files.Frame;
import org.carillon.store.files.FrameReader;

/**
 * The files of the outbox: frames are added at the end of the newest segment and read from the oldest on. Knows how far
 * reading is done and deletes segments that are done with. Writing is for one thread, reading for another.
 */
final class Journal implements AutoCloseable {
    private final JournalSettings settings;
    private final Disk disk;
    private final Closeable folderLock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private Segment active;

    /** Each number is used for one try to make a segment: a try that failed may have left its file. */
    private long nextNumber = 1;

    /** Of the last entry that was taken. */
    private long lastSequence;

    /**
     * No number is used twice, also not that of an entry that was refused: its bytes may turn up after a crash, and an entry
     * with the same number would then be taken for done with.
     */
    private long nextSequence;

    private long durableSize;
    private long done;
    private long skipped;
    private boolean closed;

    /**
     * Opens the folder and finds out what an earlier run has left.
     *
     * @throws IllegalStateException when another process has the folder open
     */
    Journal(JournalSettings settings, Disk disk) {
        this.settings = settings;
        this.disk = disk;
        try {
            disk.makeFolder(settings.folder());
            this.folderLock = disk.lock(settings.folder());
            segments.addAll(Segment.openAll(disk, settings.folder()));
            recover();
            this.nextNumber = segments.isEmpty() ? 1 : segments.getLast().number() + 1;
            this.active = createSegment();
            segments.add(active);
            forget(done, active);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the outbox in " + settings.folder(), e);
        }
    }

    private void recover() throws IOException {
        for (Segment segment : segments) {
            FrameReader reader = segment.reader();
            List<Frame> frames = reader.next(segment.size(), Integer.MAX_VALUE);
            while (!frames.isEmpty()) {
                for (Frame frame : frames) {
                    if (frame.kind() == Segment.DONE) {
                        done = Math.max(done, frame.sequence());
                    } else {
                        segment.lastSequence(Math.max(segment.lastSequence(), frame.sequence()));
                    }
                }
                frames = reader.next(segment.size(), Integer.MAX_VALUE);
            }
            skipped += reader.skipped();
            lastSequence = Math.max(lastSequence, segment.lastSequence());
        }
        lastSequence = Math.max(lastSequence, done);
        nextSequence = lastSequence + 1;
    }

    /**
     * Adds frames and, when told so, waits until they are on disk. Entries get their sequence here.
     *
     * @throws IOException none of them is kept
     */
    void append(List<Frame> unnumbered, boolean sync) throws IOException {
        if (active.size() >= settings.segmentBytes() || !active.isSound()) {
            roll();
        }
        int size = unnumbered.stream().mapToInt(Frame::size).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (Frame frame : unnumbered) {
            if (frame.kind() == Segment.ENTRY) {
                new Frame(Segment.ENTRY, nextSequence++, frame.content()).put(buffer);
            } else {
                frame.put(buffer);
            }
        }
        active.append(buffer.flip(), sync);
        lock.lock();
        try {
            if (unnumbered.stream().anyMatch(frame -> frame.kind() == Segment.ENTRY)) {
                lastSequence = nextSequence - 1;
                active.lastSequence(lastSequence);
            }
            durableSize = active.size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on in a new segment; the old one goes when nothing is in it, so that a disk in trouble is not filled with files. */
    private void roll() throws IOException {
        Segment old = active;
        Segment next = createSegment();
        lock.lock();
        try {
            active = next;
            durableSize = 0;
            segments.add(next);
            if (old.size() == 0) {
                segments.remove(old);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (old.size() == 0) {
            old.delete();
        }
    }

    private Segment createSegment() throws IOException {
        return Segment.create(disk, settings.folder(), nextNumber++);
    }

    /** The first segment to read. */
    Segment first() {
        lock.lock();
        try {
            return segments.getFirst();
        } finally {
            lock.unlock();
        }
    }

    /** The segment that follows, when there is one. */
    Optional<Segment> after(Segment segment) {
        lock.lock();
        try {
            return segments.stream()
                    .filter(other -> other.number() > segment.number())
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    /** How far a segment may be read now. */
    long readable(Segment segment) {
        lock.lock();
        try {
            return segment == active ? durableSize : segment.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is more to read behind this place, or the journal is closed. */
    void awaitMore(Segment segment, long position) {
        lock.lock();
        try {
            while (!closed && segment == active && durableSize <= position) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Everything up to this sequence is in the database: segments without anything else go.
     *
     * @param read where the reader stands; that one and those behind it stay
     */
    void forget(long sequence, Segment read) throws IOException {
        List<Segment> gone = new ArrayList<>();
        lock.lock();
        try {
            done = Math.max(done, sequence);
            while (segments.getFirst().number() < read.number()
                    && segments.getFirst().lastSequence() <= done) {
                gone.add(segments.removeFirst());
            }
        } finally {
            lock.unlock();
        }
        for (Segment segment : gone) {
            segment.delete();
        }
    }

    /** The last sequence that is done with. */
    long done() {
        lock.lock();
        try {
            return done;
        } finally {
            lock.unlock();
        }
    }

    /** How many entries are not done with; refused ones among them may be counted, too. */
    long waiting() {
        lock.lock();
        try {
            return Math.max(0, lastSequence - done);
        } finally {
            lock.unlock();
        }
    }

    /** The bytes of all files. */
    long bytes() {
        lock.lock();
        try {
            return segments.stream().mapToLong(Segment::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of an earlier run that belonged to no whole entry. */
    long skippedBytes() {
        return skipped;
    }

    /** Ends waits; files stay open until {@link #close}. */
    void stopWaiting() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        stopWaiting();
        for (Segment segment : segments) {
            segment.close();
        }
        folderLock.close();
    }
}
