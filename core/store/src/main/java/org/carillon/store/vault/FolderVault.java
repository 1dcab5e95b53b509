// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.recordings.RecordingVault;
import org.jboss.logging.Logger;

/**
 * Keeps recordings as {@code folder/AC.../RE....wav}. Copies into a draft first, syncs it, then renames it: a crash leaves a
 * whole recording or none. Once a recording is safe its source is removed, so that what a tenant deletes is gone.
 */
public final class FolderVault implements RecordingVault, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FolderVault.class);
    private static final String DRAFT = ".part";
    private static final int CHUNK = 64 * 1024;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final VaultSettings settings;
    private final ThreadPoolExecutor threads;
    private final AtomicLong drafts = new AtomicLong();

    /** @throws UncheckedIOException when the folder cannot be made */
    public FolderVault(VaultSettings settings) {
        this.settings = settings;
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.queue()),
                task -> {
                    Thread thread = new Thread(task, "carillon-vault");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        try {
            Files.createDirectories(settings.folder(), ownerOnly());
            removeDrafts();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + settings.folder() + " for recordings", e);
        }
    }

    private static java.nio.file.attribute.FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }

    private void removeDrafts() throws IOException {
        try (Stream<Path> files = Files.walk(settings.folder(), 2)) {
            for (Path draft :
                    files.filter(file -> file.toString().endsWith(DRAFT)).toList()) {
                Files.deleteIfExists(draft);
            }
        }
    }

    @Override
    public CompletionStage<Long> store(AccountSid account, RecordingSid sid, String source, String sha256) {
        try {
            return CompletableFuture.supplyAsync(() -> take(account, sid, source, sha256), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new VaultException(settings.queue() + " recordings wait already; " + sid + " is refused", e));
        }
    }

    private long take(AccountSid account, RecordingSid sid, String source, String sha256) {
        Path file = file(account, sid);
        try {
            if (Files.exists(file)) {
                removeSource(source, sid);
                return Files.size(file);
            }
            checkSpace();
            Files.createDirectories(folder(account), ownerOnly());
            Path draft = file.resolveSibling(sid.value() + "." + drafts.incrementAndGet() + DRAFT);
            try {
                long size = copy(source, sha256, draft);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                sync(folder(account));
                removeSource(source, sid);
                return size;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new VaultException("recording " + sid + " cannot be stored from " + source, e);
        }
    }

    /** Whatever comes of it, the recording is stored. */
    private static void removeSource(String source, RecordingSid sid) {
        try {
            Source.remove(source);
        } catch (IOException | RuntimeException e) {
            LOG.warnf(
                    e,
                    "CARVAULT0001 Recording %s is stored, but the media server's file %s could not be removed",
                    sid,
                    source);
        }
    }

    private void checkSpace() throws IOException {
        long free = Files.getFileStore(settings.folder()).getUsableSpace();
        if (free < settings.minimumFreeBytes()) {
            throw new VaultException("only " + free + " bytes are free in " + settings.folder()
                    + ", carillon.recordings.min-free-bytes is " + settings.minimumFreeBytes());
        }
    }

    private long copy(String source, String sha256, Path draft) throws IOException {
        MessageDigest digest = sha256();
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        long size = 0;
        byte[] chunk = new byte[CHUNK];
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (InputStream in = Source.open(source, QUIET);
                FileChannel out = FileChannel.open(draft, options, owner)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                size += count;
                if (size > settings.maximumBytes() || System.nanoTime() - deadline > 0) {
                    throw new VaultException(source + " is larger or slower than allowed");
                }
                digest.update(chunk, 0, count);
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!sha256.isEmpty() && !found.equals(sha256.toLowerCase(Locale.ROOT))) {
            throw new VaultException(source + " has the SHA-256 " + found + ", not " + sha256);
        }
        return size;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Path> open(AccountSid account, RecordingSid sid) {
        return Optional.of(file(account, sid)).filter(Files::isRegularFile);
    }

    @Override
    public void delete(AccountSid account, RecordingSid sid) {
        try {
            Files.deleteIfExists(file(account, sid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete recording " + sid, e);
        }
    }

    /** SIDs hold letters and digits only, so the path stays inside the folder. */
    private Path file(AccountSid account, RecordingSid sid) {
        return folder(account).resolve(sid.value() + ".wav");
    }

    private Path folder(AccountSid account) {
        return settings.folder().resolve(account.value());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
