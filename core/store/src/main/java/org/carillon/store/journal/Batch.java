// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.store.files.Frame;
import org.carillon.wire.RecordCodec;
import org.carillon.wire.WireFormatException;

/** Some entries on their way to the database. Whatever is done with it may be done again after a failure. */
final class Batch {
    /** So often an entry must have failed alone before it is put aside. */
    private static final int TRIES_ALONE = 3;

    private final long last;
    private final Refused refused;
    private final Map<OutboxEntry, Frame> left = new LinkedHashMap<>();
    private final List<Frame> unreadable = new ArrayList<>();
    private final List<OutboxEntry> written = new ArrayList<>();

    Batch(List<Frame> frames, RecordCodec codec, Refused refused) {
        this.last = frames.get(frames.size() - 1).sequence();
        this.refused = refused;
        for (Frame frame : frames) {
            try {
                left.put(codec.decode(frame.content(), OutboxEntry.class), frame);
            } catch (WireFormatException e) {
                StoreLog.LOG.entryUnreadable(e.toString(), refused.file());
                unreadable.add(frame);
            }
        }
    }

    /** The sequence of its last entry. */
    long last() {
        return last;
    }

    /** The entries that are in the database. */
    List<OutboxEntry> written() {
        return written;
    }

    /**
     * Writes all that is left in one transaction.
     *
     * @throws RuntimeException of the database
     * @throws IOException when an entry could not be put aside
     */
    void write(EntryWriter database) throws IOException {
        keepUnreadable();
        List<OutboxEntry> entries = List.copyOf(left.keySet());
        take(entries, database.write(entries));
    }

    /**
     * Writes what is left entry by entry, and puts those aside that fail alone while the database takes others.
     *
     * @param pause waits a moment
     * @throws RuntimeException of the database, which is in trouble
     * @throws IOException when an entry could not be put aside
     */
    void writeOneByOne(EntryWriter database, Runnable pause) throws IOException {
        keepUnreadable();
        for (OutboxEntry entry : List.copyOf(left.keySet())) {
            writeAlone(entry, database, pause);
        }
    }

    private void writeAlone(OutboxEntry entry, EntryWriter database, Runnable pause) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                take(List.of(entry), database.write(List.of(entry)));
                return;
            } catch (RuntimeException | Error e) {
                if (!database.mayBlameEntries(e)) {
                    throw e;
                }
                if (tries == TRIES_ALONE) {
                    putAside(entry, Causes.of(e));
                    return;
                }
                pause.run();
            }
        }
    }

    private void take(List<OutboxEntry> entries, List<OutboxEntry> rejected) throws IOException {
        for (OutboxEntry entry : rejected) {
            putAside(entry, "its values");
        }
        for (OutboxEntry entry : entries) {
            if (left.remove(entry) != null) {
                written.add(entry);
            }
        }
    }

    private void putAside(OutboxEntry entry, String cause) throws IOException {
        Frame frame = left.get(entry);
        if (frame == null) {
            return;
        }
        String kind = entry.getClass().getSimpleName();
        if (refused.keep(frame)) {
            StoreLog.LOG.entryRefused(kind, entry.session().value(), cause, refused.file());
        } else {
            StoreLog.LOG.entryLost(kind, entry.session().value(), cause, refused.file());
        }
        left.remove(entry);
    }

    private void keepUnreadable() throws IOException {
        while (!unreadable.isEmpty()) {
            refused.keep(unreadable.get(0));
            unreadable.remove(0);
        }
    }
}
