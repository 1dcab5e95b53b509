// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk in memory. It fails when a test says so, and after a crash of the machine it has forgotten everything that was not
 * forced: bytes, and names of files.
 */
public final class FakeDisk implements Disk {
    /** What can fail. */
    public enum Operation {
        /** The first half of the bytes is written all the same, as on a disk that becomes full. */
        WRITE,
        /** The bytes stay where they are, as the kernel has them. */
        FORCE,
        /** Nothing is cut off. */
        TRUNCATE,
        /** No file is made. */
        CREATE,
        /** The file stays. */
        DELETE,
        /** Names are not safe. */
        SYNC_FOLDER
    }

    private static final class Content {
        private byte[] now = {};
        private byte[] forced = {};
    }

    private final Map<Path, Content> files = new TreeMap<>();
    private final Map<Path, Content> named = new TreeMap<>();
    private final Map<Operation, Integer> failures = new EnumMap<>(Operation.class);
    private final Set<Path> locks = new HashSet<>();
    private int openFiles;

    /** The next ones of these operations fail. */
    public synchronized void fail(Operation operation, int times) {
        failures.put(operation, times);
    }

    /** Nothing fails any more. */
    public synchronized void repair() {
        failures.clear();
    }

    /** The disk as the machine finds it after a power cut. */
    public synchronized FakeDisk afterPowerCut() {
        return copy(named, true);
    }

    /** The disk after the process was killed: the kernel has all that was written. */
    public synchronized FakeDisk afterKill() {
        return copy(files, false);
    }

    private static FakeDisk copy(Map<Path, Content> from, boolean onlyForced) {
        FakeDisk disk = new FakeDisk();
        from.forEach((path, content) -> {
            Content kept = new Content();
            kept.now = onlyForced ? content.forced : content.now;
            kept.forced = content.forced;
            disk.files.put(path, kept);
            disk.named.put(path, kept);
        });
        return disk;
    }

    /** How many files are open. */
    public synchronized int openFiles() {
        return openFiles;
    }

    /** The bytes of a file. */
    public synchronized byte[] bytes(Path file) {
        Content content = files.get(file);
        return content == null ? new byte[0] : content.now.clone();
    }

    private void mayFail(Operation operation) throws IOException {
        int left = failures.getOrDefault(operation, 0);
        if (left > 0) {
            failures.put(operation, left - 1);
            throw new IOException("planned failure of " + operation);
        }
    }

    @Override
    public void makeFolder(Path folder) {
        // Folders are everywhere.
    }

    @Override
    public synchronized Closeable lock(Path folder) {
        if (!locks.add(folder)) {
            throw new IllegalStateException("the folder " + folder + " is open already in this process");
        }
        return () -> {
            synchronized (this) {
                locks.remove(folder);
            }
        };
    }

    @Override
    public synchronized List<Path> list(Path folder) {
        return files.keySet().stream()
                .filter(path -> folder.equals(path.getParent()))
                .toList();
    }

    @Override
    public synchronized DiskFile create(Path file) throws IOException {
        mayFail(Operation.CREATE);
        if (files.containsKey(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Content content = new Content();
        files.put(file, content);
        openFiles++;
        return new OpenFile(content);
    }

    @Override
    public synchronized DiskFile open(Path file) throws IOException {
        Content content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        openFiles++;
        return new OpenFile(content);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        mayFail(Operation.DELETE);
        files.remove(file);
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        mayFail(Operation.SYNC_FOLDER);
        named.keySet().removeIf(path -> folder.equals(path.getParent()) && !files.containsKey(path));
        files.forEach((path, content) -> {
            if (folder.equals(path.getParent())) {
                named.put(path, content);
            }
        });
    }

    private final class OpenFile implements DiskFile {
        private final Content content;
        private boolean closed;

        OpenFile(Content content) {
            this.content = content;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            synchronized (FakeDisk.this) {
                mustBeOpen();
                try {
                    mayFail(Operation.WRITE);
                } catch (IOException e) {
                    put(bytes.slice(bytes.position(), bytes.remaining() / 2), (int) position);
                    throw e;
                }
                put(bytes, (int) position);
            }
        }

        private void mustBeOpen() throws ClosedChannelException {
            if (closed) {
                throw new ClosedChannelException();
            }
        }

        private void put(ByteBuffer bytes, int position) {
            int end = position + bytes.remaining();
            byte[] grown = Arrays.copyOf(content.now, Math.max(content.now.length, end));
            bytes.get(grown, position, bytes.remaining());
            content.now = grown;
        }

        @Override
        public void read(ByteBuffer bytes, long position) throws IOException {
            synchronized (FakeDisk.this) {
                mustBeOpen();
                int from = (int) Math.min(position, content.now.length);
                bytes.put(content.now, from, Math.min(bytes.remaining(), content.now.length - from));
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (FakeDisk.this) {
                mustBeOpen();
                mayFail(Operation.FORCE);
                content.forced = content.now.clone();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FakeDisk.this) {
                mustBeOpen();
                mayFail(Operation.TRUNCATE);
                content.now = Arrays.copyOf(content.now, (int) Math.min(size, content.now.length));
            }
        }

        @Override
        public long size() {
            synchronized (FakeDisk.this) {
                return content.now.length;
            }
        }

        @Override
        public void close() {
            synchronized (FakeDisk.this) {
                if (!closed) {
                    closed = true;
                    openFiles--;
                }
            }
        }
    }
}
