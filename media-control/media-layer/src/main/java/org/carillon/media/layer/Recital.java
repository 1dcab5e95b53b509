// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * The spoken pieces of one list of prompts. What is kept already is found for all at once; what is missing is made one piece
 * after the other, so that a call has one piece in the synthesisers' queue, however long its text is.
 */
final class Recital {
    private record Line(Prompt.Speech speech, CompletableFuture<Path> ready) {}

    private final SpeechStudio studio;
    private final List<Line> lines = new ArrayList<>();
    private final Queue<Line> missing = new ArrayDeque<>();
    private boolean abandoned;

    Recital(SpeechStudio studio) {
        this.studio = studio;
    }

    /** One more piece; before {@link #begin} only. */
    CompletableFuture<Path> add(Prompt.Speech speech) {
        CompletableFuture<Path> ready = new CompletableFuture<>();
        lines.add(new Line(speech, ready));
        return ready;
    }

    void begin() {
        if (lines.isEmpty()) {
            return;
        }
        var unused = studio.kept(lines.stream().map(Line::speech).toList()).whenComplete((kept, failure) -> {
            // When nothing can be looked up, making will tell why.
            List<Optional<Path>> found = failure == null
                    ? kept
                    : lines.stream().map(l -> Optional.<Path>empty()).toList();
            synchronized (missing) {
                for (int i = 0; i < lines.size(); i++) {
                    if (found.get(i).isEmpty()) {
                        missing.add(lines.get(i));
                    }
                }
            }
            for (int i = 0; i < lines.size(); i++) {
                found.get(i).ifPresent(lines.get(i).ready::complete);
            }
            makeMissing();
        });
    }

    /** What has not begun is not made. */
    void abandon() {
        List<Line> left;
        synchronized (missing) {
            abandoned = true;
            left = List.copyOf(missing);
            missing.clear();
        }
        left.forEach(Recital::leaveOut);
    }

    private static void leaveOut(Line line) {
        line.ready.completeExceptionally(Failures.of(MediaFailure.Kind.OTHER, "Nobody waits for the text any more."));
    }

    /** Goes on by itself when a piece is made; a loop, because what fails at once must not pile up calls. */
    private void makeMissing() {
        for (Line line = next(); line != null; line = next()) {
            CompletableFuture<Path> ready = line.ready;
            CompletableFuture<Path> made = studio.speak(line.speech);
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

    private @Nullable Line next() {
        synchronized (missing) {
            return abandoned ? null : missing.poll();
        }
    }

    private static void settle(CompletableFuture<Path> ready, @Nullable Path file, @Nullable Throwable failure) {
        if (failure != null) {
            ready.completeExceptionally(failure);
        } else {
            ready.complete(file);
        }
    }
}
