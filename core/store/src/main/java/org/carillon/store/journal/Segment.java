// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.carillon.store.files.Disk;
import org.carillon.store.files.DiskFile;
import org.carillon.store.files.FrameReader;

/** One file of the journal. Its name is its number; frames are only ever added, by the process that made it. */
final class Segment implements AutoCloseable {
    /** Kind of a frame: an entry of the outbox; its sequence rises by one. */
    static final byte ENTRY = 1;

    /** Kind of a frame: all entries up to the sequence are in the database. */
    static final byte DONE = 2;

    private static final String SUFFIX = ".journal";

    private final Disk disk;
    private final Path path;
    private final long number;
    private final DiskFile file;
    private long size;
    private long lastSequence;
    private boolean sound = true;

    private Segment(Disk disk, Path path, long number, DiskFile file, long size) {
        this.disk = disk;
        this.path = path;
        this.number = number;
        this.file = file;
        this.size = size;
    }

    /** Makes a new one, and sees to it that its name survives a crash. Leaves nothing behind when it fails. */
    static Segment create(Disk disk, Path folder, long number) throws IOException {
        Path path = folder.resolve(String.format(Locale.ROOT, "%016d%s", number, SUFFIX));
        Segment made = new Segment(disk, path, number, disk.create(path), 0);
        try {
            disk.syncFolder(folder);
            return made;
        } catch (IOException e) {
            made.discard(e);
            throw e;
        }
    }

    /** Opens those of an earlier run, oldest first. */
    static List<Segment> openAll(Disk disk, Path folder) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path path : disk.list(folder)) {
            String name = path.getFileName().toString();
            if (name.matches("\\d{16}" + SUFFIX)) {
                long number = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
                DiskFile file = disk.open(path);
                segments.add(new Segment(disk, path, number, file, file.size()));
            }
        }
        return segments;
    }

    /**
     * Adds bytes at the end.
     *
     * @throws IOException the end of the file is as it was, unless the segment is not {@link #isSound} any more
     */
    void append(ByteBuffer frames, boolean sync) throws IOException {
        long end = size + frames.remaining();
        try {
            file.write(frames, size);
            if (sync) {
                file.force();
            }
        } catch (IOException e) {
            cutBack(e);
            throw e;
        }
        size = end;
    }

    private void cutBack(IOException failure) {
        try {
            file.truncate(size);
        } catch (IOException e) {
            sound = false;
            failure.addSuppressed(e);
        }
    }

    /** Whether nothing lies behind its end that does not belong there. */
    boolean isSound() {
        return sound;
    }

    /** Reads it from its beginning on. */
    FrameReader reader() {
        return new FrameReader(file);
    }

    long number() {
        return number;
    }

    long size() {
        return size;
    }

    long lastSequence() {
        return lastSequence;
    }

    void lastSequence(long sequence) {
        lastSequence = sequence;
    }

    void delete() throws IOException {
        close();
        disk.delete(path);
    }

    /** Deletes it as far as that can be done, because of a failure. */
    void discard(IOException failure) {
        try {
            delete();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
