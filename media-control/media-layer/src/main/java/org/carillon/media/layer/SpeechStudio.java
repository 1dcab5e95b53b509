// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptException;
import org.jboss.logging.Logger;

/** Speaks texts into files. The same text in the same voice and manner is spoken once. */
final class SpeechStudio {
    /** A longer text is refused; Twilio's limit for Say is 4,096. */
    static final int LONGEST_TEXT = 10_000;

    private static final Logger LOG = Logger.getLogger(SpeechStudio.class);
    private static final Pattern VOICE = Pattern.compile("[a-z0-9+_-]{1,40}");

    /** Changes when what is done with the synthesiser's output changes: kept files are then made anew. */
    private static final String RECIPE = "1";

    private final Programs lookups;
    private final Programs programs;
    private final FileCache cache;
    private final Duration limit;
    private final Map<SpeechProgram, String> versions = new EnumMap<>(SpeechProgram.class);
    private final SingleFlight<String, Path> flights = new SingleFlight<>();

    /**
     * @param lookups looks into the cache, so that what is there need not wait for what is being made
     * @param limit after which a synthesiser is killed
     */
    SpeechStudio(Programs lookups, Programs programs, FileCache cache, Duration limit) {
        this.lookups = lookups;
        this.programs = programs;
        this.cache = cache;
        this.limit = limit;
    }

    /** Asks the synthesisers for their versions; says in the log which one is missing. Blocks. */
    void check() throws InterruptedException {
        for (SpeechProgram program : SpeechProgram.values()) {
            List<String> question = List.of(program.programName(), "--version");
            try {
                // flite tells its version and ends with code 1.
                versions.put(program, programs.runToAnyEnd(question, Duration.ofSeconds(5)));
            } catch (IOException e) {
                LOG.errorf(
                        "CARPROMPT0002 The speech synthesiser %1$s cannot be run, its voices will fail with SPEECH_FAILED. "
                                + "Install the package %1$s and restart. (%2$s)",
                        program.programName(), e.getMessage());
            }
        }
    }

    /** Why this voice will not speak this text, as far as that can be told at once. */
    Optional<PromptException> refusal(Prompt.Speech speech) {
        Optional<SpeechProgram> program = programOf(speech.voice());
        if (program.isEmpty() || !VOICE.matcher(voiceOf(speech)).matches()) {
            return Optional.of(failure("there is no voice " + speech.voice()));
        }
        if (!versions.containsKey(program.get())) {
            return Optional.of(failure(program.get().programName() + " is not installed"));
        }
        return speech.text().length() > LONGEST_TEXT
                ? Optional.of(failure("the text has more than " + LONGEST_TEXT + " characters"))
                : Optional.empty();
    }

    /** The files of those that were spoken before, looked up in one go; the texts were not refused. */
    CompletableFuture<List<Optional<Path>>> kept(List<Prompt.Speech> all) {
        return lookups.submit(() -> all.stream()
                .map(speech -> cache.find(name(speech, programOf(speech.voice()).orElseThrow())))
                .toList());
    }

    /** As {@link #speak(Prompt.Speech, long)}, needed now. */
    CompletableFuture<Path> speak(Prompt.Speech speech) {
        return speak(speech, System.nanoTime());
    }

    /**
     * A file with the words, 8 kHz mono; fails with PromptException (SPEECH_FAILED, or NO_CAPACITY when too many wait).
     *
     * @param due when it is needed, a reading of {@link System#nanoTime()}
     */
    CompletableFuture<Path> speak(Prompt.Speech speech, long due) {
        Optional<PromptException> refusal = refusal(speech);
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get());
        }
        SpeechProgram program = programOf(speech.voice()).orElseThrow();
        String name = name(speech, program);
        return flights.join(
                        name,
                        () -> lookups.submit(() -> cache.find(name))
                                .thenCompose(kept -> kept.isPresent()
                                        ? CompletableFuture.completedFuture(kept.get())
                                        : programs.submit(due, () -> make(name, program, voiceOf(speech), speech))))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        Failures.in(failure, MediaFailure.Kind.SPEECH_FAILED, "The text could not be spoken")));
    }

    private String name(Prompt.Speech speech, SpeechProgram program) {
        return Hash.of(String.join("\n", RECIPE, String.valueOf(versions.get(program)), String.valueOf(speech)));
    }

    private static String voiceOf(Prompt.Speech speech) {
        return speech.voice().substring(speech.voice().indexOf(':') + 1);
    }

    private Path make(String name, SpeechProgram program, String voice, Prompt.Speech speech)
            throws IOException, InterruptedException {
        Path text = cache.draft();
        Path raw = cache.draft();
        Path ready = cache.draft();
        try {
            Files.writeString(text, program.readable(speech.text()) + "\n", StandardCharsets.UTF_8);
            String unused =
                    programs.run(program.command(program.programName(), voice, manner(speech), text, raw), limit);
            WavFile.write(ready, finished(raw, program.speedUp(voice, manner(speech)), speech.volumeDecibel()));
            return cache.keep(name, ready);
        } finally {
            Files.deleteIfExists(text);
            Files.deleteIfExists(raw);
            Files.deleteIfExists(ready);
        }
    }

    private static Pcm finished(Path raw, double speedUp, int decibel) throws IOException {
        if (WavFile.header(raw).isEmpty()) {
            return new Pcm(Pcm.TELEPHONE, new short[0]).wholeFrames();
        }
        Pcm spoken = WavFile.read(raw);
        Pcm timed = new Pcm((int) Math.round(spoken.rate() * speedUp), spoken.samples());
        return timed.atTelephoneRate().trimmed().louderBy(decibel).wholeFrames();
    }

    private static Prompt.Speech manner(Prompt.Speech asked) {
        return new Prompt.Speech(
                asked.text(),
                asked.voice(),
                Math.max(20, Math.min(300, asked.ratePercent())),
                Math.max(-60, Math.min(12, asked.volumeDecibel())),
                Math.max(-50, Math.min(100, asked.pitchPercent())));
    }

    private static Optional<SpeechProgram> programOf(String voice) {
        for (SpeechProgram program : SpeechProgram.values()) {
            if (voice.startsWith(program.programName() + ":")) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private static PromptException failure(String why) {
        return Failures.of(MediaFailure.Kind.SPEECH_FAILED, "The text could not be spoken: " + why);
    }
}
