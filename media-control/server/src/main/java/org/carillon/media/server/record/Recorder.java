// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.carillon.media.server.audio.Pcm;

/**
 * Decides which frames belong to a recording, and when silence ends it. Fed every 20 ms by the media loop, it hands whole
 * seconds to the writer.
 */
public final class Recorder {
    /** What a frame did to the recording. */
    public enum State {
        GOES_ON,
        SILENT,
        FULL,
        DISK_TOO_SLOW
    }

    private static final int FRAMES_A_BLOCK = 50;
    private static final int LEAD_FRAMES = 10;
    private static final int TAIL_FRAMES = 10;

    private final RecordingRules rules;
    private final RecordingWriter writer;
    private final VoiceMeter left = new VoiceMeter();
    private final VoiceMeter right = new VoiceMeter();
    private final short[][] lead;
    private final int frameSize;
    private short[] block;
    private int filled;
    private int heard;
    private int kept;
    private int keptAtLastVoice;
    private int silence;
    private boolean voiceHeard;

    /** @param folder where the file will be; it must exist */
    public Recorder(RecordingRules rules, Path folder, Executor workers) {
        this.rules = rules;
        this.writer = new RecordingWriter(folder, rules.name(), rules.channels(), workers);
        this.frameSize = Pcm.FRAME * rules.channels();
        this.block = new short[FRAMES_A_BLOCK * frameSize];
        this.lead = new short[rules.trim() ? LEAD_FRAMES : 0][frameSize];
    }

    public RecordingRules rules() {
        return rules;
    }

    /** Takes 20 ms; {@code second} counts only with two channels. */
    public State accept(short[] first, short[] second) {
        boolean voice = left.voice(first);
        if (rules.channels() == 2) {
            boolean other = right.voice(second);
            voice = voice || other;
        }
        heard++;
        silence = voice ? 0 : silence + 1;
        if (voice && !voiceHeard) {
            voiceHeard = true;
            flushLead();
        }
        if (rules.trim() && !voiceHeard) {
            interleave(first, second, lead[heard % LEAD_FRAMES], 0);
        } else if (!keep(first, second)) {
            return State.DISK_TOO_SLOW;
        }
        keptAtLastVoice = voice ? kept : keptAtLastVoice;
        if (heard >= rules.longest()) {
            return State.FULL;
        }
        int bound = voiceHeard ? rules.silenceAfter() : rules.silenceBefore();
        return bound > 0 && silence >= bound ? State.SILENT : State.GOES_ON;
    }

    private void flushLead() {
        if (!rules.trim()) {
            return;
        }
        int count = Math.min(heard - 1, LEAD_FRAMES);
        for (int i = count; i > 0; i--) {
            System.arraycopy(lead[(heard - i) % LEAD_FRAMES], 0, block, filled, frameSize);
            filled += frameSize;
            kept++;
        }
    }

    private boolean keep(short[] first, short[] second) {
        interleave(first, second, block, filled);
        filled += frameSize;
        kept++;
        return filled < block.length || flush();
    }

    private boolean flush() {
        boolean taken = writer.append(block, filled);
        block = new short[FRAMES_A_BLOCK * frameSize];
        filled = 0;
        return taken;
    }

    private void interleave(short[] first, short[] second, short[] target, int at) {
        if (rules.channels() == 1) {
            System.arraycopy(first, 0, target, at, Pcm.FRAME);
            return;
        }
        for (int i = 0; i < Pcm.FRAME; i++) {
            target[at + 2 * i] = first[i];
            target[at + 2 * i + 1] = second[i];
        }
    }

    /** Whether there is anything worth a file: some sound at all, and with trimming or a silence at the start some speech. */
    public boolean empty() {
        boolean onlySilence = !voiceHeard && rules.silenceBefore() > 0 && silence >= rules.silenceBefore();
        return kept == 0 || onlySilence;
    }

    /** Completes the file. */
    public CompletionStage<RecordedFile> finish() {
        if (filled > 0 && !flush()) {
            writer.discard();
            return CompletableFuture.failedFuture(new IOException("the disk is too slow"));
        }
        int frames = rules.trim() ? Math.min(kept, keptAtLastVoice + TAIL_FRAMES) : kept;
        return writer.finish((long) frames * Pcm.FRAME);
    }

    /** Leaves no file. */
    public void discard() {
        writer.discard();
    }
}
