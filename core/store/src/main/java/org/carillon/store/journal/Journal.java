// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The files of the outbox: frames are added at the end of the newest segment and read from the oldest on. Knows how far
 * reading is done and deletes segments that are done with. Writing is for one thread, reading for another.
 */
final class Journal implements AutoCloseable {
    private final JournalSettings settings;
    private final FileChannel lockChannel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private Segment active;
    private long lastSequence;
    private long durableSize;
    private long done;
    private long skipped;
    private boolean closed;

    /**
     * Opens the folder and finds out what an earlier run has left.
     *
     * @throws IllegalStateException when another process has the folder open
     */
    Journal(JournalSettings settings) {
        this.settings = settings;
        try {
            Path folder = settings.folder();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            this.lockChannel = lockFolder(folder);
            segments.addAll(Segment.openAll(folder));
            recover();
            long next = segments.isEmpty() ? 1 : segments.getLast().number() + 1;
            this.active = Segment.create(folder, next);
            segments.add(active);
            forget(done);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the outbox in " + settings.folder(), e);
        }
    }

    private static FileChannel lockFolder(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock taken = channel.tryLock();
            if (taken != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IllegalStateException("the outbox in " + folder + " is open already in this process", e);
        }
        channel.close();
        throw new IllegalStateException("another process has the outbox in " + folder + " open");
    }

    private void recover() throws IOException {
        for (Segment segment : segments) {
            SegmentReader reader = new SegmentReader(segment);
            List<Frame> frames = reader.next(segment.size(), Integer.MAX_VALUE);
            while (!frames.isEmpty()) {
                for (Frame frame : frames) {
                    if (frame.kind() == Frame.DONE) {
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
    }

    /**
     * Adds frames and, when told so, waits until they are on disk. Entries get their sequence here.
     *
     * @throws IOException none of them is kept
     */
    void append(List<Frame> unnumbered, boolean sync) throws IOException {
        if (active.size() >= settings.segmentBytes()) {
            roll();
        }
        int size = unnumbered.stream().mapToInt(Frame::size).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size);
        long sequence = lastSequence;
        for (Frame frame : unnumbered) {
            if (frame.kind() == Frame.ENTRY) {
                sequence++;
                new Frame(Frame.ENTRY, sequence, frame.content()).put(buffer);
            } else {
                frame.put(buffer);
            }
        }
        try {
            active.append(buffer.flip(), sync);
        } catch (IOException e) {
            // What the disk has of this segment is uncertain now; nothing is added to it any more.
            roll();
            throw e;
        }
        lock.lock();
        try {
            lastSequence = sequence;
            active.lastSequence(sequence);
            durableSize = active.size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void roll() throws IOException {
        Segment next = Segment.create(settings.folder(), active.number() + 1);
        lock.lock();
        try {
            active = next;
            durableSize = 0;
            segments.add(next);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
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

    /** Everything up to this sequence is in the database: segments without anything else go. */
    void forget(long sequence) throws IOException {
        List<Segment> gone = new ArrayList<>();
        lock.lock();
        try {
            done = Math.max(done, sequence);
            while (segments.getFirst() != active && segments.getFirst().lastSequence() <= done) {
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

    /** How many entries are not done with. */
    long waiting() {
        lock.lock();
        try {
            return lastSequence - done;
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
        lockChannel.close();
    }
}
