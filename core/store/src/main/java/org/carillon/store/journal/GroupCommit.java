// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.carillon.store.files.Frame;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the journal: one thread takes everything that waits and syncs it at once, so that many appends share one sync.
 * What waits counts against the journal's bound.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int MOST_ITEMS = 4096;
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final long CLOSE_SECONDS = 30;
    private static final long TICK_SECONDS = 1;

    /** Frames that are written together; marks have nobody who waits for them. */
    private record Item(List<Frame> frames, @Nullable CompletableFuture<Void> written) {
        long size() {
            return frames.stream().mapToLong(Frame::size).sum();
        }
    }

    private static final Item END = new Item(List.of(), null);

    private final Journal journal;
    private final long maximumBytes;
    private final Runnable tick;
    private final LinkedBlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** Used by the thread only: one message is enough until it works again. */
    private boolean failing;

    /** @param tick done about every second by the thread that writes; quick, and does not throw */
    GroupCommit(Journal journal, long maximumBytes, Runnable tick) {
        this.journal = journal;
        this.tick = tick;
        this.maximumBytes = maximumBytes;
        this.thread = new Thread(this::run, "carillon-outbox-journal");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the contents of entries; completes when they are on disk, or with an {@link OutboxFullException}. */
    CompletionStage<Void> append(List<byte[]> contents) {
        List<Frame> frames = contents.stream()
                .map(content -> new Frame(Segment.ENTRY, 0, content))
                .toList();
        Item item = new Item(frames, new CompletableFuture<>());
        long size = item.size();
        if (closed || waiting.addAndGet(size) + journal.bytes() > maximumBytes) {
            waiting.addAndGet(closed ? 0 : -size);
            return CompletableFuture.failedFuture(new OutboxFullException(
                    closed ? "the outbox is closed" : "the outbox holds " + maximumBytes + " bytes, its bound"));
        }
        queue.add(item);
        if (closed) {
            // It may have come behind the end.
            refuseRest();
        }
        return item.written == null ? CompletableFuture.completedFuture(null) : item.written;
    }

    /** Notes that all entries up to this one are in the database. Not synced: without the note they are only tried again. */
    void done(long sequence) {
        if (!closed) {
            queue.add(new Item(List.of(new Frame(Segment.DONE, sequence, new byte[0])), null));
        }
    }

    /** How full the journal is, 0 to 1. */
    double fill() {
        return (double) (waiting.get() + journal.bytes()) / maximumBytes;
    }

    private void run() {
        boolean ended = false;
        while (!ended) {
            List<Item> group = takeGroup();
            tick.run();
            ended = group.remove(END);
            if (!group.isEmpty()) {
                write(group);
            }
        }
    }

    private List<Item> takeGroup() {
        List<Item> group = new ArrayList<>();
        try {
            Item first = queue.poll(TICK_SECONDS, TimeUnit.SECONDS);
            if (first == null) {
                return group;
            }
            group.add(first);
            long bytes = first.size();
            while (bytes < MOST_BYTES && group.size() < MOST_ITEMS) {
                Item next = queue.poll();
                if (next == null) {
                    break;
                }
                group.add(next);
                bytes += next.size();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread: an interrupt would close the file under it.
            LOG.debug("interrupted", e);
        }
        return group;
    }

    private void write(List<Item> group) {
        List<Frame> frames = new ArrayList<>();
        boolean sync = false;
        for (Item item : group) {
            frames.addAll(item.frames);
            sync |= item.written != null;
        }
        try {
            journal.append(frames, sync);
            if (failing) {
                StoreLog.LOG.journalBack();
            }
            failing = false;
            group.forEach(item -> complete(item, null));
        } catch (IOException | RuntimeException | Error e) {
            if (!failing) {
                StoreLog.LOG.journalFailed(e.toString());
            }
            failing = true;
            group.forEach(item -> complete(item, e));
        }
    }

    private void complete(Item item, @Nullable Throwable failure) {
        if (item.written == null) {
            return;
        }
        waiting.addAndGet(-item.size());
        if (failure == null) {
            item.written.complete(null);
        } else {
            item.written.completeExceptionally(
                    new OutboxFullException("the outbox cannot be written to disk", failure));
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        closed = true;
        queue.add(END);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseRest();
    }

    private void refuseRest() {
        if (thread.isAlive()) {
            return;
        }
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            complete(item, new IOException("the outbox is closed"));
        }
    }
}
