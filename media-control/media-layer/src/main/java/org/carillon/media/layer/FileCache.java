// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Files under names that follow from their content, up to a bound. The ones that were not used for longest go first; one that
 * was used a short while ago stays, for a call may still be hearing it. Each node has its own: what is missing is made again.
 */
final class FileCache {
    private static final Logger LOG = Logger.getLogger(FileCache.class);
    private static final String ENDING = ".wav";
    private final Path folder;
    private final long maximumBytes;
    private final Duration inUse;
    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Entry(long size, Instant used) {}

    /**
     * @param inUse how long a file stays for certain after it was used
     * @throws IOException when the folder cannot be made or read
     */
    FileCache(Path folder, long maximumBytes, Duration inUse, InstantSource clock) throws IOException {
        this.folder = folder;
        this.maximumBytes = maximumBytes;
        this.inUse = inUse;
        this.clock = clock;
        Files.createDirectories(folder);
        load();
    }

    private void load() throws IOException {
        record Found(Path file, long size, Instant used) {}
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(ENDING)) {
                    found.add(new Found(
                            file,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        found.sort(Comparator.comparing(Found::used));
        for (Found each : found) {
            String name = each.file.getFileName().toString();
            entries.put(name.substring(0, name.length() - ENDING.length()), new Entry(each.size, each.used));
            bytes += each.size;
        }
    }

    /** The file of that name if there is one; it counts as used now. */
    synchronized Optional<Path> find(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        Path file = path(name);
        try {
            Instant now = clock.instant();
            Files.setLastModifiedTime(file, FileTime.from(now));
            entries.put(name, new Entry(entry.size, now));
            return Optional.of(file);
        } catch (IOException e) {
            forget(name, entry);
            return Optional.empty();
        }
    }

    /**
     * Takes a file over.
     *
     * @param made is moved away; on the same disk as the cache
     * @throws IOException when it cannot be moved, or all files are in use and the bound is exceeded by half already
     */
    synchronized Path keep(String name, Path made) throws IOException {
        Optional<Path> there = find(name);
        if (there.isPresent()) {
            Files.deleteIfExists(made);
            return there.get();
        }
        long size = Files.size(made);
        evictFor(size);
        if (bytes + size > maximumBytes + maximumBytes / 2) {
            Files.deleteIfExists(made);
            throw new IOException("the cache " + folder.getFileName() + " is full of files that are in use");
        }
        Path file = path(name);
        Files.createDirectories(folder.resolve(name.substring(0, 2)));
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        Instant now = clock.instant();
        Files.setLastModifiedTime(file, FileTime.from(now));
        entries.put(name, new Entry(size, now));
        bytes += size;
        return file;
    }

    /** A new name for a file that is being made. */
    Path draft() throws IOException {
        return Files.createTempFile(folder, "draft-", ".tmp");
    }

    synchronized long bytes() {
        return bytes;
    }

    private void evictFor(long size) {
        Instant limit = clock.instant().minus(inUse);
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        while (bytes + size > maximumBytes && oldest.hasNext()) {
            Map.Entry<String, Entry> candidate = oldest.next();
            if (candidate.getValue().used.isAfter(limit)) {
                return;
            }
            try {
                Files.deleteIfExists(path(candidate.getKey()));
            } catch (IOException e) {
                LOG.warnf("A cached file could not be removed: %s", e.getMessage());
            }
            bytes -= candidate.getValue().size;
            oldest.remove();
        }
    }

    private void forget(String name, Entry entry) {
        entries.remove(name);
        bytes -= entry.size;
    }

    private Path path(String name) {
        return folder.resolve(name.substring(0, 2)).resolve(name + ENDING);
    }
}
