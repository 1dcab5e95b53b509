// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * The spoken pieces of one list of prompts. What is kept already is found for all at once; what is missing is made one piece
 * after the other, so that a call has one piece in the synthesisers' queue, however long its text is. A piece is needed when those
 * before it have been heard: so a call that has something to play lets others go first that have nothing.
 */
final class Recital {
    /**
     * A piece.
     *
     * @param silence before it, as far as that is known
     */
    private record Line(Prompt.Speech speech, Duration silence, CompletableFuture<Path> ready) {}

    private final SpeechStudio studio;
    private final List<Line> lines = new ArrayList<>();
    private Duration silence = Duration.ZERO;
    private long due;
    private int next;
    private boolean abandoned;

    Recital(SpeechStudio studio) {
        this.studio = studio;
    }

    /** Something else is heard next; before {@link #begin} only. */
    void rest(Duration length) {
        silence = silence.plus(length);
    }

    /** One more piece; before {@link #begin} only. */
    CompletableFuture<Path> add(Prompt.Speech speech) {
        CompletableFuture<Path> ready = new CompletableFuture<>();
        lines.add(new Line(speech, silence, ready));
        silence = Duration.ZERO;
        return ready;
    }

    void begin() {
        if (lines.isEmpty()) {
            return;
        }
        due = System.nanoTime();
        var unused = studio.kept(lines.stream().map(Line::speech).toList()).whenComplete((kept, failure) -> {
            // When nothing can be looked up, making will tell why.
            for (int i = 0; i < lines.size() && kept != null; i++) {
                kept.get(i).ifPresent(lines.get(i).ready::complete);
            }
            makeMissing();
        });
    }

    /** What has not begun is not made. */
    void abandon() {
        List<Line> left;
        synchronized (this) {
            abandoned = true;
            left = List.copyOf(lines.subList(next, lines.size()));
            next = lines.size();
        }
        left.forEach(line -> line.ready.completeExceptionally(
                Failures.of(MediaFailure.Kind.OTHER, "Nobody waits for the text any more.")));
    }

    /** Goes on by itself when a piece is made; a loop, because what fails at once must not pile up calls. */
    private void makeMissing() {
        for (Line line = nextMissing(); line != null; line = nextMissing()) {
            CompletableFuture<Path> ready = line.ready;
            CompletableFuture<Path> made = studio.speak(line.speech, due);
            if (!made.isDone()) {
                var unused = made.whenComplete((file, failure) -> {
                    settle(ready, file, failure);
                    makeMissing();
                });
                return;
            }
            var unused = made.whenComplete((file, failure) -> settle(ready, file, failure));
        }
    }

    private synchronized @Nullable Line nextMissing() {
        while (!abandoned && next < lines.size()) {
            Line line = lines.get(next);
            due += line.silence.toNanos()
                    + (next == 0 ? 0 : heard(lines.get(next - 1)).toNanos());
            next++;
            if (!line.ready.isDone()) {
                return line;
            }
        }
        return null;
    }

    private static Duration heard(Line line) {
        return line.ready.isCompletedExceptionally() ? Duration.ZERO : WavFile.length(line.ready.join());
    }

    private static void settle(CompletableFuture<Path> ready, @Nullable Path file, @Nullable Throwable failure) {
        if (failure != null) {
            ready.completeExceptionally(failure);
        } else {
            ready.complete(file);
        }
    }
}
