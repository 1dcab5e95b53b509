// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.carillon.media.server.audio.Pcm;
import org.jspecify.annotations.Nullable;

/**
 * The two places of an endpoint for signals, voice and record, and the keys that nobody wanted yet. A new signal ends the one
 * in its place.
 */
public final class SignalPlaces {
    private final DigitBuffer typedAhead = new DigitBuffer();
    private @Nullable Signal voice;
    private @Nullable Signal record;

    public DigitBuffer typedAhead() {
        return typedAhead;
    }

    /** Puts a signal into its place. */
    public void start(Signal signal) {
        if (signal instanceof Record) {
            end(record, EndReason.STOPPED);
            record = signal;
        } else {
            end(voice, EndReason.STOPPED);
            voice = signal;
        }
    }

    private static void end(@Nullable Signal signal, EndReason reason) {
        if (signal != null && !signal.over()) {
            signal.stop(reason);
        }
    }

    /** Ends the signals that fit. */
    public void stop(Predicate<Signal> which, EndReason reason) {
        stop(voice, which, reason);
        stop(record, which, reason);
        tidy();
    }

    private static void stop(@Nullable Signal signal, Predicate<Signal> which, EndReason reason) {
        if (signal != null && which.test(signal)) {
            end(signal, reason);
        }
    }

    /** The signal of this request, while it runs. */
    public Optional<PromptedSignal> running(String requestId) {
        return Stream.of(voice, record)
                .filter(signal -> signal instanceof PromptedSignal && !signal.over())
                .map(PromptedSignal.class::cast)
                .filter(signal -> signal.requestId().equals(requestId))
                .findFirst();
    }

    /**
     * Moves both on by 20 ms.
     *
     * @param spare a second frame to work with
     * @return whether there is sound in {@code frame}
     */
    public boolean play(short[] frame, short[] spare) {
        boolean sound = play(voice, frame);
        if (play(record, sound ? spare : frame)) {
            if (sound) {
                add(frame, spare);
            }
            sound = true;
        }
        tidy();
        return sound;
    }

    private static boolean play(@Nullable Signal signal, short[] frame) {
        return signal != null && !signal.over() && signal.play(frame);
    }

    private static void add(short[] frame, short[] other) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = Pcm.clip(frame[i] + other[i]);
        }
    }

    /** Whether a recording wants to hear. */
    public boolean listening() {
        return record != null;
    }

    /** Whether it wants two channels. */
    public boolean stereo() {
        return record instanceof Record recording && recording.stereo();
    }

    public void hear(short[] frame, short[] right) {
        Signal signal = record;
        if (signal != null) {
            signal.hear(frame, right);
            tidy();
        }
    }

    /** A key: for the collection, else an end key of the recording, else kept. */
    public void key(char key) {
        Signal collecting = voice;
        Signal recording = record;
        boolean used = collecting != null && !collecting.over() && collecting.key(key);
        used = used || (recording != null && !recording.over() && recording.key(key));
        if (!used) {
            typedAhead.add(key);
        }
        tidy();
    }

    private void tidy() {
        if (voice != null && voice.over()) {
            voice = null;
        }
        if (record != null && record.over()) {
            record = null;
        }
    }
}
