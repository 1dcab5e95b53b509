// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one lane. The addresses from which it came take turns, one message each, so that one that sends ten times what
 * can be handled is late itself, and its neighbours are not. What comes from one address keeps its order, and so do messages
 * of one Call-ID, wherever they come from.
 *
 * <p>When it is full, room is made for an address by the youngest datagram of the one with most. Tasks are never lost, so one
 * address may have half of the places with them: whoever brings more has to wait and try again. Safe for all threads.
 */
final class FairLane {
    private final int length;
    private final Runnable lost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<InetAddress, Backlog> backlogs = new HashMap<>();
    private final Deque<Backlog> turns = new ArrayDeque<>();
    private final Map<Integer, Call> calls = new HashMap<>();
    private int size;

    /** What waits from one address. */
    private record Backlog(InetAddress source, Deque<Entry> entries) {
        int size() {
            return entries.size();
        }
    }

    /** Where messages of one Call-ID wait, as long as some do. */
    private static final class Call {
        private final int id;
        private final Backlog backlog;
        private int waiting;

        Call(int id, Backlog backlog) {
            this.id = id;
            this.backlog = backlog;
        }
    }

    private record Entry(DatagramQueuedMessageDispatch work, Call call) {}

    /**
     * @param length how many messages wait at most, 1 or more
     * @param lost told of each datagram that makes room for another one
     */
    FairLane(int length, Runnable lost) {
        this.length = length;
        this.lost = lost;
    }

    /**
     * {@return how many wait now, or 0 when there is no room for this one}
     *
     * @param source whose turn it needs
     * @param call hash of the Call-ID
     */
    int offer(DatagramQueuedMessageDispatch work, InetAddress source, int call) {
        lock.lock();
        try {
            var known = calls.get(call);
            var backlog = known == null ? backlogs.get(source) : known.backlog;
            if (!isRoomFor(work, backlog == null ? 0 : backlog.size())) {
                return 0;
            }
            add(work, known == null ? newCall(source, call) : known);
            arrived.signal();
            return ++size;
        } finally {
            lock.unlock();
        }
    }

    private boolean isRoomFor(DatagramQueuedMessageDispatch work, int own) {
        if (work instanceof LaneTask && own > 0 && own >= length / 2) {
            return false;
        }
        return size < length || makeRoom(own);
    }

    private boolean makeRoom(int own) {
        var longest = turns.stream()
                .filter(backlog -> !(backlog.entries.getLast().work instanceof LaneTask))
                .max(Comparator.comparingInt(Backlog::size));
        if (longest.isEmpty() || longest.get().size() <= own + 1) {
            return false;
        }
        left(longest.get().entries.removeLast());
        lost.run();
        return true;
    }

    private Call newCall(InetAddress source, int id) {
        var call = new Call(id, backlogs.computeIfAbsent(source, any -> new Backlog(any, new ArrayDeque<>(4))));
        calls.put(id, call);
        return call;
    }

    private void add(DatagramQueuedMessageDispatch work, Call call) {
        call.waiting++;
        if (call.backlog.entries.isEmpty()) {
            turns.addLast(call.backlog);
        }
        call.backlog.entries.addLast(new Entry(work, call));
    }

    private void left(Entry entry) {
        size--;
        if (--entry.call.waiting == 0) {
            calls.remove(entry.call.id);
        }
    }

    /** {@return the next one, as soon as there is one} */
    DatagramQueuedMessageDispatch take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size == 0) {
                arrived.await();
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the next one, or null within the given time} */
    @Nullable
    DatagramQueuedMessageDispatch poll(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = nanos;
            while (size == 0 && left > 0) {
                left = arrived.awaitNanos(left);
            }
            return size == 0 ? null : next();
        } finally {
            lock.unlock();
        }
    }

    private DatagramQueuedMessageDispatch next() {
        var backlog = turns.removeFirst();
        var entry = backlog.entries.removeFirst();
        left(entry);
        if (backlog.entries.isEmpty()) {
            backlogs.remove(backlog.source);
        } else {
            turns.addLast(backlog);
        }
        return entry.work;
    }

    /** Adds all that waits, in order of their turns. */
    void copyTo(Collection<? super DatagramQueuedMessageDispatch> target) {
        lock.lock();
        try {
            turns.forEach(backlog -> backlog.entries.forEach(entry -> target.add(entry.work)));
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether it holds nothing at all, neither messages nor what it knows of their addresses and calls} */
    boolean isEmpty() {
        lock.lock();
        try {
            return size == 0 && turns.isEmpty() && backlogs.isEmpty() && calls.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }
}
