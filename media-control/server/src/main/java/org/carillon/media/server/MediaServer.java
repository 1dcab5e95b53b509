// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpSyntaxException;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.mgcp.transaction.MgcpTransactions;
import org.carillon.media.mgcp.transaction.Outgoing;
import org.carillon.media.mgcp.transaction.TransactionSettings;
import org.carillon.media.server.control.Commands;
import org.carillon.media.server.control.Notifier;
import org.carillon.media.server.endpoint.EndpointLimits;
import org.carillon.media.server.endpoint.Endpoints;
import org.carillon.media.server.endpoint.MediaLoop;
import org.carillon.media.server.endpoint.Owner;
import org.carillon.media.server.prompt.PromptCache;
import org.carillon.media.server.prompt.PromptLibrary;
import org.carillon.media.server.prompt.PromptLimits;
import org.carillon.media.server.prompt.PromptLoader;
import org.carillon.media.server.record.DiskWorkers;
import org.carillon.media.server.rtp.RtpPorts;
import org.jspecify.annotations.Nullable;

/** The running server: puts the parts together, starts and stops them. */
public final class MediaServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MediaServer.class.getName());
    private static final Duration LONG_LEASE = Duration.ofHours(1);
    private static final Duration RESTART_TOLD = Duration.ofSeconds(30);
    private static final Duration STOP_TOLD = Duration.ofMillis(500);
    private static final long STOP_SECONDS = 5;

    private final Options options;
    private final long startedAt = System.nanoTime();
    private final AtomicReference<@Nullable MgcpTransactions> mgcp = new AtomicReference<>();
    private final PromptCache cache;
    private final PromptLibrary library;
    private final ThreadPoolExecutor fileWorkers;
    private final ThreadPoolExecutor webWorkers;
    private final DiskWorkers diskWorkers = new DiskWorkers();
    private final Endpoints endpoints;
    private final MediaLoop loop;
    private final Commands commands;
    private CompletableFuture<Void> restartTold = CompletableFuture.completedFuture(null);

    private MediaServer(Options options) throws IOException {
        this.options = options;
        Path recordings =
                Files.createDirectories(options.workDir().toAbsolutePath().resolve("recordings"));
        Path temporary =
                Files.createDirectories(options.workDir().toAbsolutePath().resolve("tmp"));
        removeParts(recordings);
        removeParts(temporary);
        PromptLimits limits = limits();
        this.cache = new PromptCache(limits.cacheBytes());
        this.library = new PromptLibrary(cache, limits, temporary, options.ffmpeg(), InstantSource.system());
        this.fileWorkers = pool("prompt-file", limits.fileWorkers(), limits.waiting());
        this.webWorkers = pool("prompt-web", limits.webWorkers(), limits.waiting());
        this.endpoints = newEndpoints();
        this.loop = new MediaLoop(endpoints::turn);
        this.commands = new Commands(
                endpoints,
                new Commands.Surroundings(
                        options.host(),
                        options.advertise(),
                        options.callAgents(),
                        new PromptLoader(library, fileWorkers, webWorkers),
                        recordings,
                        diskWorkers,
                        this::health),
                loop);
    }

    private PromptLimits limits() {
        PromptLimits usual = PromptLimits.defaults();
        long bytes = options.cacheBytes() == 0 ? usual.cacheBytes() : options.cacheBytes();
        return new PromptLimits(
                usual.fileBytes(),
                usual.length(),
                bytes,
                usual.connect(),
                usual.response(),
                usual.whole(),
                usual.fileWorkers(),
                usual.webWorkers(),
                usual.waiting());
    }

    private Endpoints newEndpoints() throws IOException {
        RandomGenerator random = new java.security.SecureRandom();
        RtpPorts ports = new RtpPorts(options.bind(), options.firstRtpPort(), options.lastRtpPort(), random);
        int legs = Math.min(options.maxLegs(), ports.count());
        EndpointLimits limits = new EndpointLimits(legs, options.rtpTimeout(), options.lease(), LONG_LEASE);
        Notifier notifier = new Notifier(options.host(), this::send, this::acknowledged);
        return new Endpoints(limits, ports, options.latching(), InstantSource.system(), notifier, random);
    }

    /**
     * Starts a server.
     *
     * @throws IOException when a port is taken or the work folder cannot be used
     */
    public static MediaServer start(Options options) throws IOException {
        MediaServer server = new MediaServer(options);
        server.loop.start();
        try {
            InetSocketAddress bind = new InetSocketAddress(options.bind(), options.mgcpPort());
            server.mgcp.set(MgcpTransactions.open(bind, TransactionSettings.DEFAULT, server::handle));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        server.restartTold = server.tellRestart("restart", RESTART_TOLD);
        return server;
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** What an earlier process left half written is of no use. */
    private static void removeParts(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private CompletionStage<MgcpResponse> handle(InetSocketAddress from, MgcpCommand command) {
        CompletableFuture<MgcpResponse> answer = new CompletableFuture<>();
        try {
            loop.execute(() -> answer(from, command, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new MgcpSyntaxException(ReturnCode.TRANSIENT_ERROR, "too busy"));
        }
        return answer;
    }

    private void answer(InetSocketAddress from, MgcpCommand command, CompletableFuture<MgcpResponse> answer) {
        try {
            answer.complete(commands.carryOut(from, command));
        } catch (MgcpSyntaxException e) {
            answer.completeExceptionally(e);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "CMS0101 the command " + command.verb() + " failed", e);
            answer.completeExceptionally(new MgcpSyntaxException(ReturnCode.TRANSIENT_ERROR, "internal error"));
        }
    }

    private CompletionStage<MgcpResponse> send(Outgoing outgoing) {
        MgcpTransactions transactions = mgcp.get();
        return transactions == null
                ? CompletableFuture.failedFuture(new CompletionException("MGCP is not up", null))
                : transactions.send(outgoing);
    }

    private void acknowledged(InetSocketAddress callAgent) {
        loop.execute(() -> endpoints.seen(callAgent));
    }

    private String health() {
        long uptime = (System.nanoTime() - startedAt) / 1_000_000_000;
        String version = MediaServer.class.getPackage().getImplementationVersion();
        int legs = Math.min(options.maxLegs(), (options.lastRtpPort() - options.firstRtpPort()) / 2 + 1);
        return "max-legs=" + legs + " uptime=" + uptime + " tick-late-ms=" + loop.takeLatenessMillis() + " cache-bytes="
                + cache.bytes() + " version=" + (version == null ? "development" : version);
    }

    private CompletableFuture<Void> tellRestart(String method, Duration deadline) {
        CompletableFuture<?>[] told = options.callAgents().stream()
                .map(agent -> send(Outgoing.of(restart(agent, method), agent.address(), deadline))
                        .exceptionally(unheard -> MgcpResponse.of(ReturnCode.TRANSIENT_ERROR, 0, ""))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(told);
    }

    private MgcpCommand restart(Owner.Notified agent, String method) {
        return MgcpCommand.of(MgcpVerb.RSIP, 1, new EndpointName("*", options.host()))
                .with("N", agent.entity())
                .with("RM", method);
    }

    /** Where MGCP is listened for. */
    public InetSocketAddress mgcpAddress() {
        MgcpTransactions transactions = mgcp.get();
        if (transactions == null) {
            throw new IllegalStateException("not started");
        }
        return transactions.localAddress();
    }

    /** Ends all endpoints, completes their recordings and tells the call agents. */
    @Override
    public void close() {
        restartTold.cancel(false);
        try {
            tellRestart("forced", STOP_TOLD).get(STOP_TOLD.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "the call agents were not told of the stop", e);
        }
        endEndpoints();
        loop.close();
        fileWorkers.shutdown();
        webWorkers.shutdown();
        try {
            if (!diskWorkers.close(STOP_SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "CMS0102 recordings were not complete when the server stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fileWorkers.shutdownNow();
        webWorkers.shutdownNow();
        library.close();
        MgcpTransactions transactions = mgcp.getAndSet(null);
        if (transactions != null) {
            transactions.close();
        }
    }

    private void endEndpoints() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try {
            loop.execute(() -> {
                try {
                    endpoints.close();
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.DEBUG, "closing the endpoints", e);
                }
                ended.complete(null);
            });
            ended.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "CMS0103 the endpoints could not be closed", e);
        }
    }
}
