// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.engine.media.Segment;

/** Makes prompts ready as files on this machine. The prompts of one call are made side by side. */
final class LocalPromptLibrary implements PromptLibrary {
    private final SpeechStudio speech;
    private final AudioShelf audio;

    LocalPromptLibrary(SpeechStudio speech, AudioShelf audio) {
        this.speech = speech;
        this.audio = audio;
    }

    @Override
    public CompletionStage<List<Segment>> prepare(List<Prompt> prompts) {
        List<CompletableFuture<List<Segment>>> parts =
                prompts.stream().map(this::segments).toList();
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(unused ->
                        parts.stream().flatMap(part -> part.join().stream()).toList())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Failures.in(
                        failure, org.carillon.engine.media.MediaFailure.Kind.OTHER, "The prompt is not ready")));
    }

    private CompletableFuture<List<Segment>> segments(Prompt prompt) {
        if (prompt instanceof Prompt.Speech words) {
            return words.text().isBlank()
                    ? CompletableFuture.completedFuture(List.of())
                    : speech.speak(words).thenApply(LocalPromptLibrary::file);
        }
        if (prompt instanceof Prompt.Audio file) {
            return audio.get(file).thenApply(LocalPromptLibrary::file);
        }
        return CompletableFuture.completedFuture(List.of(asItIs(prompt)));
    }

    private static Segment asItIs(Prompt prompt) {
        if (prompt instanceof Prompt.Silence silence) {
            return new Segment.Silence(silence.length());
        }
        if (prompt instanceof Prompt.Digits digits) {
            return new Segment.Digits(digits.digits());
        }
        Prompt.Tone tone = (Prompt.Tone) prompt;
        return new Segment.Tone(tone.kind(), tone.country());
    }

    private static List<Segment> file(Path path) {
        return List.of(new Segment.File(path.toUri().toString()));
    }
}
