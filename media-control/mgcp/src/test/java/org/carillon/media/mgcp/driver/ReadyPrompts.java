// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Preparation;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptException;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.engine.media.Segment;
import org.jspecify.annotations.Nullable;

/** A prompt library whose prompts, one piece each, are ready at once, or when a test says so. */
final class ReadyPrompts implements PromptLibrary {
    private record Held(Prompt prompt, CompletableFuture<List<Segment>> piece) {}

    private final List<Held> pieces = new CopyOnWriteArrayList<>();
    private volatile boolean holding;
    private volatile boolean abandoned;
    private volatile @Nullable PromptException failing;

    /** From now on prompts wait for {@link #ready} or {@link #fail}. */
    void hold() {
        holding = true;
    }

    /** The prompt with this number, counted over all commands from 0, is ready. */
    void ready(int number) {
        Held held = pieces.get(number);
        held.piece().complete(List.of(segment(held.prompt())));
    }

    void fail(int number, MediaFailure failure) {
        pieces.get(number).piece().completeExceptionally(new PromptException(failure));
    }

    /** From now on every prompt fails at once. */
    void failFrom(MediaFailure failure) {
        failing = new PromptException(failure);
    }

    /** Whether somebody has said that he waits no more. */
    boolean abandoned() {
        return abandoned;
    }

    @Override
    public Preparation prepare(List<Prompt> prompts) {
        List<CompletableFuture<List<Segment>>> made = prompts.stream()
                .map(prompt -> {
                    var held = new Held(prompt, new CompletableFuture<>());
                    pieces.add(held);
                    return held;
                })
                .map(Held::piece)
                .toList();
        PromptException why = failing;
        if (why != null) {
            made.forEach(piece -> piece.completeExceptionally(why));
        }
        if (!holding) {
            pieces.forEach(held -> held.piece().complete(List.of(segment(held.prompt()))));
        }
        return new Preparation(List.copyOf(made), () -> abandoned = true);
    }

    private static Segment segment(Prompt prompt) {
        if (prompt instanceof Prompt.Speech speech) {
            return new Segment.File(
                    "file:///speech/" + Integer.toHexString(speech.text().hashCode()) + ".wav");
        }
        if (prompt instanceof Prompt.Audio audio) {
            return new Segment.File(audio.url(), Duration.ofSeconds(2));
        }
        if (prompt instanceof Prompt.Silence silence) {
            return new Segment.Silence(silence.length());
        }
        if (prompt instanceof Prompt.Digits digits) {
            return new Segment.Digits(digits.digits());
        }
        if (prompt instanceof Prompt.Tone tone) {
            return new Segment.Tone(tone.kind(), tone.country());
        }
        throw new IllegalArgumentException("unknown prompt");
    }
}
