// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import java.io.IOException;
import java.util.Arrays;

/** Collects samples up to a bound. */
public final class PcmBuffer {
    private final int limit;
    private short[] samples = new short[Pcm.RATE];
    private int length;

    /** @param limit most samples, at 8 kHz */
    public PcmBuffer(int limit) {
        this.limit = limit;
    }

    /** @throws IOException when the bound is reached */
    public void add(short sample) throws IOException {
        if (length == samples.length) {
            grow();
        }
        samples[length++] = sample;
    }

    private void grow() throws IOException {
        if (length >= limit) {
            throw new IOException("longer than " + Pcm.millisOf(limit) / 1000 + " s");
        }
        samples = Arrays.copyOf(samples, (int) Math.min(limit, length * 2L));
    }

    public int length() {
        return length;
    }

    public Pcm toPcm() {
        return Pcm.copyOf(samples, length);
    }
}
