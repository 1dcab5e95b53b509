// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptException;
import org.carillon.engine.webhooks.ContentFetcher;
import org.carillon.engine.webhooks.ContentFetcher.Fetched;
import org.carillon.engine.webhooks.WebhookResult;

/** Fetches tenants' audio, makes it playable, and keeps it as long as its server allows. */
final class AudioShelf {
    private final ContentFetcher fetcher;
    private final Programs lookups;
    private final Programs programs;
    private final Converter converter;
    private final FileCache cache;
    private final UrlMemory memory;
    private final Intake intake;
    private final SingleFlight<Prompt.Audio, Path> flights = new SingleFlight<>();

    /**
     * How files come in.
     *
     * @param inbox where they are fetched to; on the same disk as the cache
     * @param maximumBytes of one file
     * @param patience a file that is not ready by then is not heard this time
     */
    record Intake(Path inbox, long maximumBytes, Duration patience) {}

    /**
     * @param lookups looks into the cache
     * @param converter brings the workers that convert
     */
    AudioShelf(
            ContentFetcher fetcher,
            Programs lookups,
            Converter converter,
            FileCache cache,
            Intake intake,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.lookups = lookups;
        this.programs = converter.programs();
        this.converter = converter;
        this.cache = cache;
        this.intake = intake;
        this.memory = new UrlMemory(clock);
    }

    /** A file that the media server can play; fails with PromptException, whose message names the address. */
    CompletableFuture<Path> get(Prompt.Audio audio) {
        return shared(audio)
                .orTimeout(intake.patience().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(audio, failure)));
    }

    /** Whoever comes late finds the file all the same when it is there. */
    private CompletableFuture<Path> shared(Prompt.Audio audio) {
        return flights.join(
                audio,
                () -> lookups.submit(() -> known(audio)).thenCompose(known -> {
                    if (known.isEmpty()) {
                        return fetch(audio, "", Optional.empty());
                    }
                    return memory.isFresh(known.get().entry)
                            ? CompletableFuture.completedFuture(known.get().file)
                            : fetch(audio, known.get().entry.etag(), Optional.of(known.get().file));
                }));
    }

    private Optional<Known> known(Prompt.Audio audio) {
        return memory.find(audio).flatMap(entry -> cache.find(entry.content()).map(file -> new Known(entry, file)));
    }

    private record Known(UrlMemory.Entry entry, Path file) {}

    private CompletableFuture<Path> fetch(Prompt.Audio audio, String etag, Optional<Path> kept) {
        return fetcher.fetch(audio.account(), audio.url(), intake.inbox(), intake.maximumBytes(), etag)
                .toCompletableFuture()
                .thenCompose(fetched -> {
                    if (fetched instanceof Fetched.Content content) {
                        return programs.submit(() -> shelve(audio, content)).exceptionallyCompose(failure -> {
                            discard(content.file());
                            return CompletableFuture.failedFuture(
                                    Failures.in(failure, Kind.PROMPT_INVALID, "The audio cannot be played"));
                        });
                    }
                    if (fetched instanceof Fetched.Unchanged unchanged && kept.isPresent()) {
                        memory.renew(audio, unchanged.cacheControl());
                        return CompletableFuture.completedFuture(kept.get());
                    }
                    return CompletableFuture.failedFuture(failure(fetched));
                });
    }

    private Path shelve(Prompt.Audio audio, Fetched.Content content) throws IOException, InterruptedException {
        Path made = cache.draft();
        try {
            String name = Hash.of(content.file());
            Optional<Path> there = cache.find(name);
            Path file = there.isPresent() ? there.get() : cache.keep(name, playable(content, made));
            memory.put(audio, name, content.etag(), content.cacheControl());
            return file;
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(content.file());
        }
    }

    private Path playable(Fetched.Content content, Path made) throws IOException, InterruptedException {
        Optional<AudioKind> kind = AudioKind.of(content.file(), content.contentType());
        if (kind.isEmpty()) {
            throw new IOException(
                    "it is none of the kinds that can be played, its type is " + shown(content.contentType()));
        }
        if (kind.get() == AudioKind.WAV) {
            Optional<WavFile.Header> header = WavFile.header(content.file());
            if (header.isEmpty()) {
                throw new IOException("the WAVE file has no sound");
            }
            if (header.get().isTelephoneSound()) {
                return content.file();
            }
        }
        converter.convert(content.file(), kind.get(), made);
        return made;
    }

    private static PromptException failure(Fetched fetched) {
        if (fetched instanceof Fetched.Refused refused) {
            return Failures.of(Kind.PROMPT_UNREACHABLE, "The server answered with status " + refused.status() + ".");
        }
        if (fetched instanceof Fetched.Failed failed) {
            boolean tooLarge = failed.kind() == WebhookResult.Kind.TOO_LARGE;
            return Failures.of(tooLarge ? Kind.PROMPT_INVALID : Kind.PROMPT_UNREACHABLE, failed.message());
        }
        return Failures.of(Kind.PROMPT_UNREACHABLE, "The server says that nothing has changed, but nothing is known.");
    }

    private PromptException named(Prompt.Audio audio, Throwable failure) {
        PromptException why = failure instanceof TimeoutException
                ? Failures.of(
                        Kind.PROMPT_UNREACHABLE,
                        "It was not ready in " + intake.patience().toSeconds() + " s.")
                : Failures.in(failure, Kind.OTHER, "The audio is not ready");
        return Failures.of(
                why.failure().kind(), place(audio.url()) + ": " + why.failure().message());
    }

    /** The address without what may be secret in it. */
    private static String place(String url) {
        try {
            URI uri = new URI(url);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return shown(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath());
        } catch (URISyntaxException e) {
            return "The audio";
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.isEmpty() ? "not named" : printable.substring(0, Math.min(200, printable.length()));
    }
}
