// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.engine.webhooks.ContentFetcher;

/** Owns this module's threads and folders, and makes its adapter. */
public final class MediaLayer implements AutoCloseable {
    /** How many prompts may wait to be made; one more fails at once. */
    private static final int WAITING = 500;

    private static final int LOOKUPS_WAITING = 10_000;

    /** Less than the 60 s that the media server waits for a prompt. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(50));

    /** A call may hear a file that long after it was handed out, and loop it. */
    private static final Duration IN_USE = Duration.ofMinutes(10);

    private final Programs lookups;
    private final Programs synthesisers;
    private final Programs converters;
    private final LocalPromptLibrary library;

    /**
     * How long prompts are waited for.
     *
     * @param queue what could not be begun by then is not made any more
     * @param file a tenant's file that is not ready by then is left out
     */
    record Patience(Duration queue, Duration file) {}

    /**
     * Makes the folders and asks the programs for their versions; what is missing is told in the log.
     *
     * @throws UncheckedIOException when the folder cannot be used
     */
    public MediaLayer(MediaLayerSettings settings, ContentFetcher fetcher, InstantSource clock) {
        this(settings, fetcher, clock, PATIENCE);
    }

    MediaLayer(MediaLayerSettings settings, ContentFetcher fetcher, InstantSource clock, Patience patience) {
        try {
            Path inbox = emptied(settings.folder().resolve("inbox"));
            lookups = new Programs("carillon-prompts", 1, LOOKUPS_WAITING, patience.queue(), inbox);
            synthesisers = new Programs("carillon-speech", settings.atOnce(), WAITING, patience.queue(), inbox);
            converters = new Programs("carillon-convert", settings.atOnce(), WAITING, patience.queue(), inbox);
            FileCache spoken =
                    new FileCache(settings.folder().resolve("speech"), settings.speechBytes(), IN_USE, clock);
            FileCache fetched =
                    new FileCache(settings.folder().resolve("fetched"), settings.fetchedBytes(), IN_USE, clock);
            SpeechStudio studio = new SpeechStudio(lookups, synthesisers, spoken, settings.programTime());
            Converter converter = new Converter(converters, settings.programTime());
            studio.check();
            converter.check();
            library = new LocalPromptLibrary(
                    studio,
                    new AudioShelf(
                            fetcher,
                            lookups,
                            converter,
                            fetched,
                            new AudioShelf.Intake(inbox, settings.fileBytes(), patience.file()),
                            clock));
        } catch (IOException e) {
            throw new UncheckedIOException("The media folder cannot be used: " + settings.folder(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the start", e);
        }
    }

    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.deleteIfExists(file);
            }
        }
        return folder;
    }

    /** The port's implementation. */
    public PromptLibrary library() {
        return library;
    }

    /** Ends the threads; what is being made fails. */
    @Override
    public void close() {
        lookups.close();
        synthesisers.close();
        converters.close();
    }
}
