// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One file of the journal. Its name is its number; frames are only ever added, by the process that made it. */
final class Segment implements AutoCloseable {
    private static final String SUFFIX = ".journal";

    private final Path file;
    private final long number;
    private final FileChannel channel;
    private long size;
    private long lastSequence;

    private Segment(Path file, long number, FileChannel channel, long size) {
        this.file = file;
        this.number = number;
        this.channel = channel;
        this.size = size;
    }

    /** Makes a new one, and sees to it that its name survives a crash. */
    static Segment create(Path folder, long number) throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "%016d%s", number, SUFFIX));
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        FileChannel channel = FileChannel.open(file, options, owner);
        syncFolder(folder);
        return new Segment(file, number, channel, 0);
    }

    /** Opens those of an earlier run, oldest first. */
    static List<Segment> openAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.getFileName().toString().matches("\\d{16}" + SUFFIX))
                    .sorted()
                    .toList();
        }
        java.util.ArrayList<Segment> segments = new java.util.ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            long number = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            segments.add(new Segment(file, number, channel, channel.size()));
        }
        return segments;
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Adds bytes at the end.
     *
     * @throws IOException the end of the file is as it was, as far as this can be done
     */
    void append(ByteBuffer frames, boolean sync) throws IOException {
        long position = size;
        try {
            while (frames.hasRemaining()) {
                position += channel.write(frames, position);
            }
            if (sync) {
                channel.force(false);
            }
        } catch (IOException e) {
            channel.truncate(size);
            throw e;
        }
        size = position;
    }

    /** Reads bytes from a place on, as many as there are and fit. */
    ByteBuffer read(long from, int capacity) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(capacity, Math.max(0, size - from)));
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, from + buffer.position());
            if (count < 0) {
                break;
            }
        }
        return buffer.flip();
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
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
