// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    private final Path inbox;
    private final long maximumBytes;
    private final SingleFlight<Prompt.Audio, Path> flights = new SingleFlight<>();

    /** @param inbox where files are fetched to; on the same disk as the cache */
    AudioShelf(
            ContentFetcher fetcher,
            Programs lookups,
            Programs programs,
            Converter converter,
            FileCache cache,
            Path inbox,
            long maximumBytes,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.lookups = lookups;
        this.programs = programs;
        this.converter = converter;
        this.cache = cache;
        this.inbox = inbox;
        this.maximumBytes = maximumBytes;
        this.memory = new UrlMemory(clock);
    }

    /** A file that the media server can play; fails with PromptException. */
    CompletableFuture<Path> get(Prompt.Audio audio) {
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
        return fetcher.fetch(audio.account(), audio.url(), inbox, maximumBytes, etag)
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

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String shown(String type) {
        String printable = type.replaceAll("[^ -~]", "?");
        return printable.isEmpty() ? "not named" : printable.substring(0, Math.min(80, printable.length()));
    }
}
