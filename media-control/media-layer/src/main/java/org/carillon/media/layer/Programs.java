// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs programs: so many at once, so many waiting, each with a time limit after which it is killed. What is needed first runs
 * first. No shell, nothing from outside on the command line.
 */
final class Programs implements AutoCloseable {
    private static final int MOST_OUTPUT = 4096;
    private final Duration patience;
    private final ThreadPoolExecutor workers;
    private final Semaphore places;
    private final AtomicLong tasks = new AtomicLong();
    private final Path folder;

    /**
     * @param atOnce how many jobs run at once
     * @param waiting how many may wait; one more fails at once
     * @param patience a job that is so late is not run any more and fails
     * @param folder for what programs print
     */
    Programs(String name, int atOnce, int waiting, Duration patience, Path folder) {
        this.patience = patience;
        this.folder = folder;
        this.places = new Semaphore(atOnce + waiting);
        AtomicInteger number = new AtomicInteger();
        workers = new ThreadPoolExecutor(atOnce, atOnce, 30, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        workers.allowCoreThreadTimeOut(true);
    }

    /** Work that may run programs and touch the disk. */
    interface Job<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Jobs by the time at which they are needed, equal ones in their order. */
    private record Task(long due, long number, Runnable work) implements Runnable, Comparable<Task> {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Task other) {
            return due == other.due ? Long.compare(number, other.number) : Long.signum(due - other.due);
        }
    }

    /** Runs the job on a worker; it is needed now. Fails with {@link BusyException} when there is too much to do. */
    <T> CompletableFuture<T> submit(Job<T> job) {
        return submit(System.nanoTime(), job);
    }

    /**
     * Runs the job on a worker, before those that are needed later. None waits for ever: what comes now is never needed before now.
     *
     * @param due reading of {@link System#nanoTime()}
     */
    <T> CompletableFuture<T> submit(long due, Job<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (!places.tryAcquire()) {
            result.completeExceptionally(new BusyException("too much waits already"));
            return result;
        }
        long now = System.nanoTime();
        long since = due - now > 0 ? due : now;
        try {
            workers.execute(new Task(due, tasks.incrementAndGet(), () -> {
                try {
                    work(job, since, result);
                } finally {
                    places.release();
                }
            }));
        } catch (RejectedExecutionException e) {
            places.release();
            result.completeExceptionally(new IOException("stopped"));
        }
        return result;
    }

    private <T> void work(Job<T> job, long since, CompletableFuture<T> result) {
        try {
            if (System.nanoTime() - since > patience.toNanos()) {
                throw new BusyException("it is more than " + patience.toSeconds() + " s late");
            }
            result.complete(job.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(new IOException("stopped"));
        } catch (IOException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /**
     * Runs a program to its end; for workers only.
     *
     * @return what it printed, shortened
     * @throws IOException when it cannot be started, takes too long, or ends with another code than 0
     */
    String run(List<String> command, Duration limit) throws IOException, InterruptedException {
        Ended ended = start(command, limit);
        if (ended.code != 0) {
            throw new IOException(command.get(0) + " ended with code " + ended.code + ": " + ended.printed);
        }
        return ended.printed;
    }

    /** As {@link #run}, but whatever the code is. Also for other threads than workers. */
    String runToAnyEnd(List<String> command, Duration limit) throws IOException, InterruptedException {
        return start(command, limit).printed;
    }

    private record Ended(int code, String printed) {}

    private Ended start(List<String> command, Duration limit) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "printed-", ".tmp");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .start();
            await(process, command.get(0), limit);
            return new Ended(process.exitValue(), printed(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void await(Process process, String name, Duration limit) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " took longer than " + limit.toMillis() + " ms and was killed");
            }
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static String printed(Path output) throws IOException {
        try (var in = Files.newInputStream(output)) {
            return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8).strip();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
