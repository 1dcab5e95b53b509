// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Preparation;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptException;
import org.carillon.engine.media.PromptLibrary;
import org.carillon.engine.media.Segment;

/**
 * Makes prompts ready as files on this machine. A text is spoken in pieces with pauses between them; a prompt that stands in
 * the list several times is made once.
 */
final class LocalPromptLibrary implements PromptLibrary {
    /** More pieces in one list are left out: some hours of speech. */
    static final int MOST_PIECES = 2000;

    private final SpeechStudio speech;
    private final AudioShelf audio;

    LocalPromptLibrary(SpeechStudio speech, AudioShelf audio) {
        this.speech = speech;
        this.audio = audio;
    }

    @Override
    public Preparation prepare(List<Prompt> prompts) {
        Recital recital = new Recital(speech);
        Map<Prompt, List<CompletionStage<List<Segment>>>> known = new HashMap<>();
        List<CompletionStage<List<Segment>>> pieces = new ArrayList<>();
        for (Prompt prompt : prompts) {
            pieces.addAll(known.computeIfAbsent(prompt, each -> pieces(each, recital)));
            if (pieces.size() > MOST_PIECES) {
                pieces.subList(MOST_PIECES, pieces.size()).clear();
                pieces.add(failed(Failures.of(
                        MediaFailure.Kind.OTHER,
                        "More than " + MOST_PIECES + " prompts in a row; the rest is left out.")));
                break;
            }
        }
        recital.begin();
        return new Preparation(pieces, recital::abandon);
    }

    private List<CompletionStage<List<Segment>>> pieces(Prompt prompt, Recital recital) {
        if (prompt instanceof Prompt.Speech words) {
            return spoken(words, recital);
        }
        if (prompt instanceof Prompt.Audio file) {
            return List.of(audio.get(file).thenApply(path -> List.of(file(path))));
        }
        if (prompt instanceof Prompt.Silence silence) {
            recital.rest(silence.length());
        }
        return List.of(CompletableFuture.completedFuture(List.of(asItIs(prompt))));
    }

    private List<CompletionStage<List<Segment>>> spoken(Prompt.Speech words, Recital recital) {
        List<SpeechPieces.Piece> parts = SpeechPieces.of(words.text());
        var refusal = speech.refusal(words);
        if (refusal.isPresent()) {
            return parts.isEmpty() ? List.of() : List.of(failed(refusal.get()));
        }
        List<CompletionStage<List<Segment>>> pieces = new ArrayList<>();
        for (SpeechPieces.Piece part : parts) {
            // Whoever speaks faster pauses shorter.
            Duration pause = Duration.ofMillis(part.pauseMillis() * 100 / Math.max(1, words.ratePercent()));
            pieces.add(recital.add(new Prompt.Speech(
                            part.text(),
                            words.voice(),
                            words.ratePercent(),
                            words.volumeDecibel(),
                            words.pitchPercent()))
                    .thenApply(path -> withPause(path, pause)));
            recital.rest(pause);
        }
        return pieces;
    }

    private static CompletionStage<List<Segment>> failed(PromptException why) {
        return CompletableFuture.failedFuture(why);
    }

    private static List<Segment> withPause(Path path, Duration pause) {
        return pause.isZero() ? List.of(file(path)) : List.of(file(path), new Segment.Silence(pause));
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

    private static Segment file(Path path) {
        return new Segment.File(path.toUri().toString(), WavFile.length(path));
    }
}
