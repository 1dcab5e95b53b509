// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where pieces of code may meet. It has no lock: it only sees who is there. */
public final class Room {
    private static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();
    private static final long STAY_MILLIS = 400;
    private static final long HOLD_SECONDS = 6;

    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch met = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final List<Object> notes = new CopyOnWriteArrayList<>();

    /** {@return the room of this name} */
    public static Room named(String name) {
        return ROOMS.computeIfAbsent(name, none -> new Room());
    }

    /** Stays a while, or until another comes. {@return whether another was here at the same time} */
    public boolean meets() {
        if (inside.incrementAndGet() > 1) {
            met.countDown();
        }
        try {
            return met.await(STAY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            inside.decrementAndGet();
        }
    }

    /** {@return whether it was opened within some seconds} */
    public boolean awaitOpened() {
        try {
            return opened.await(HOLD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets those go that stay. */
    public void open() {
        opened.countDown();
    }

    /** Writes something on the wall. */
    public void note(Object note) {
        notes.add(note);
    }

    /** {@return what stands there} */
    public List<Object> notes() {
        return notes;
    }
}
