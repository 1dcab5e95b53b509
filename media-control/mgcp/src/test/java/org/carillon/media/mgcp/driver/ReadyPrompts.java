// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.engine.media.Segment;

/** A prompt library whose prompts are ready at once, or when a test says so. */
final class ReadyPrompts implements PromptLibrary {
    private CompletableFuture<List<Segment>> gate = CompletableFuture.completedFuture(List.of());

    /** Prompts are ready when the test completes the returned future; what it completes with does not matter. */
    CompletableFuture<List<Segment>> hold() {
        gate = new CompletableFuture<>();
        return gate;
    }

    @Override
    public CompletionStage<List<Segment>> prepare(List<Prompt> prompts) {
        return gate.thenApply(
                ignored -> prompts.stream().map(ReadyPrompts::segment).toList());
    }

    private static Segment segment(Prompt prompt) {
        if (prompt instanceof Prompt.Speech speech) {
            return new Segment.File(
                    "file:///speech/" + Integer.toHexString(speech.text().hashCode()) + ".wav");
        }
        if (prompt instanceof Prompt.Audio audio) {
            return new Segment.File(audio.url());
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
