// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.audio.WavHeader;
import org.carillon.media.server.prompt.PromptLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Writes one recording on worker threads, block after block. The file has a temporary name until it is complete and on the
 * disk. When the disk cannot keep up with a minute of sound, the recording fails.
 */
final class RecordingWriter {
    /** Ending of a file that is still being written. */
    static final String PART = ".part";

    private static final int MOST_WAITING = 60;

    private final Path folder;
    private final String name;
    private final int channels;
    private final Executor workers;
    private final AtomicInteger waiting = new AtomicInteger();
    private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);
    private @Nullable FileChannel channel;

    RecordingWriter(Path folder, String name, int channels, Executor workers) {
        this.folder = folder;
        this.name = name;
        this.channels = channels;
        this.workers = workers;
    }

    /**
     * Hands samples in; the array now belongs to the writer.
     *
     * @return false when too much waits for the disk or writing has failed
     */
    boolean append(short[] samples, int count) {
        if (tail.isCompletedExceptionally() || waiting.incrementAndGet() > MOST_WAITING) {
            return false;
        }
        then(() -> {
            waiting.decrementAndGet();
            write(samples, count);
        });
        return true;
    }

    private interface DiskTask {
        void run() throws IOException;
    }

    private void then(DiskTask task) {
        tail = tail.thenRunAsync(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                workers);
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(
                    folder.resolve(name + PART),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            channel = open;
            writeFully(open, WavHeader.of(channels, 0));
        }
        return open;
    }

    private void write(short[] samples, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples, 0, count);
        writeFully(open(), bytes);
    }

    private static void writeFully(FileChannel target, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }

    /** Completes the file, cut to so many samples a channel. The future fails when the disk does. */
    CompletableFuture<RecordedFile> finish(long samples) {
        CompletableFuture<RecordedFile> result = tail.thenApplyAsync(
                done -> {
                    try {
                        return complete(samples);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                workers);
        return result.whenComplete((file, failure) -> {
            if (failure != null) {
                remove();
            }
        });
    }

    private RecordedFile complete(long samples) throws IOException {
        long data = samples * channels * 2;
        Path part = folder.resolve(name + PART);
        try (FileChannel open = open()) {
            open.truncate(WavHeader.LENGTH + data);
            open.position(0);
            writeFully(open, WavHeader.of(channels, data));
            open.force(true);
        }
        String hash = hash(part);
        Path file = folder.resolve(name + ".wav");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new RecordedFile(file.toAbsolutePath(), Pcm.millisOf(samples), WavHeader.LENGTH + data, hash);
    }

    private static String hash(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), PromptLibrary.sha256())) {
            ((InputStream) in).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    /** Leaves no file behind. */
    void discard() {
        tail = tail.handleAsync(
                (done, failure) -> {
                    remove();
                    return null;
                },
                workers);
    }

    private void remove() {
        try {
            FileChannel open = channel;
            if (open != null) {
                open.close();
            }
            Files.deleteIfExists(folder.resolve(name + PART));
        } catch (IOException e) {
            // A part that stays is removed at the next start.
            System.getLogger(RecordingWriter.class.getName())
                    .log(System.Logger.Level.DEBUG, "a part of a recording stays", e);
        }
    }
}
