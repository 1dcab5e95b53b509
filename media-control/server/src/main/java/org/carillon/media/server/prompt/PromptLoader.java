// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.carillon.media.server.audio.CallProgress;
import org.carillon.media.server.audio.Keypad;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.audio.Tones;

/** Turns segments into sound that is ready to play. A prompt that two calls want is fetched once. */
public final class PromptLoader {
    private static final int KEY_MILLIS = 100;
    private static final int SHORT_PAUSE = 500;
    private static final int LONG_PAUSE = 1000;

    private final PromptLibrary library;
    private final Executor fileWorkers;
    private final Executor webWorkers;
    private final CallProgress progress = new CallProgress();
    private final ConcurrentHashMap<String, CompletableFuture<Pcm>> running = new ConcurrentHashMap<>();

    /**
     * Both pools are bounded; a refused task becomes a failed prompt.
     *
     * @param fileWorkers for local files
     * @param webWorkers for HTTP, so that slow web servers do not hold up local files
     */
    public PromptLoader(PromptLibrary library, Executor fileWorkers, Executor webWorkers) {
        this.library = library;
        this.fileWorkers = fileWorkers;
        this.webWorkers = webWorkers;
    }

    /**
     * The sound of a segment. The future fails with a {@link PromptException}, possibly wrapped in a {@link CompletionException};
     * {@link #reason} reads it. It is complete at once when nothing has to be fetched.
     */
    public CompletableFuture<List<Piece>> load(Segment segment) {
        if (segment instanceof Segment.Url url) {
            return prompt(url.url()).thenApply(sound -> List.of(Piece.of(sound)));
        }
        return CompletableFuture.completedFuture(local(segment));
    }

    private List<Piece> local(Segment segment) {
        if (segment instanceof Segment.Silence silence) {
            return List.of(Piece.of(Pcm.silence(silence.millis())));
        }
        if (segment instanceof Segment.Keys keys) {
            return keys(keys.keys());
        }
        if (segment instanceof Segment.Tone tone) {
            int[] frequencies =
                    tone.frequencies().stream().mapToInt(Integer::intValue).toArray();
            return List.of(Piece.of(Tones.sine(tone.millis(), frequencies)));
        }
        return segment instanceof Segment.Progress turn
                ? progress.turn(turn.name()).map(Piece::of).stream().toList()
                : List.of();
    }

    private static List<Piece> keys(String keys) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            pieces.add(
                    switch (key) {
                        case 'w' -> Piece.of(Pcm.silence(SHORT_PAUSE));
                        case 'W' -> Piece.of(Pcm.silence(LONG_PAUSE));
                        default -> new Piece(Tones.join(Keypad.tone(key, KEY_MILLIS), Pcm.silence(KEY_MILLIS)), key);
                    });
        }
        return pieces;
    }

    private CompletableFuture<Pcm> prompt(String url) {
        var kept = library.atOnce(url);
        if (kept.isPresent()) {
            return CompletableFuture.completedFuture(kept.get());
        }
        CompletableFuture<Pcm> mine = new CompletableFuture<>();
        CompletableFuture<Pcm> other = running.putIfAbsent(url, mine);
        if (other != null) {
            return other;
        }
        try {
            Executor workers = PromptLibrary.isFile(url) ? fileWorkers : webWorkers;
            workers.execute(() -> fetch(url, mine));
        } catch (RejectedExecutionException e) {
            running.remove(url, mine);
            mine.completeExceptionally(new PromptException("too many prompts are being fetched"));
        }
        return mine;
    }

    private void fetch(String url, CompletableFuture<Pcm> result) {
        try {
            result.complete(library.load(url));
        } catch (PromptException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            running.remove(url, result);
        }
    }

    /** Why a segment could not be loaded, in one line. */
    public static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
