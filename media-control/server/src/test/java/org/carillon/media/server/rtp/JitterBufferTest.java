// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.carillon.media.server.audio.G711;
import org.carillon.media.server.audio.Pcm;
import org.junit.jupiter.api.Test;

/** All samples of a packet carry its number, modulo 100, as their code, so that what is read shows where it came from. */
class JitterBufferTest {
    private static final int FIRST = 0x7FFF_FF00;
    private static final int POSITIVE = 0x80;
    private static final int TOGGLE = 0x55;
    private final JitterBuffer buffer = new JitterBuffer();
    private final short[] frame = new short[Pcm.FRAME];

    private void put(int number) {
        put(number, Pcm.FRAME);
    }

    private void put(int number, int length) {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) ((number % 100 | POSITIVE) ^ TOGGLE));
        buffer.put(FIRST + number * length, ByteBuffer.wrap(payload), 0, length, G711.ALAW);
    }

    private static int number(short sample) {
        return (G711.ALAW.encode(sample) ^ TOGGLE) & 0x7F;
    }

    private int read() {
        return buffer.read(frame) ? number(frame[80]) : -1;
    }

    private List<Integer> read(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(read());
        }
        return numbers;
    }

    @Test
    void nothingIsSilence() {
        assertThat(read(3)).containsOnly(-1);
    }

    @Test
    void packetsInOrderComeOutOneByOneAfterOneFrame() {
        List<Integer> heard = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            put(i);
            heard.add(read());
        }
        assertThat(heard).containsExactly(-1, 1, 2, 3, 4, 5);
    }

    @Test
    void reorderedAndDoubledPacketsAreHeardOnceInOrder() {
        put(1);
        put(3);
        put(2);
        put(2);
        put(4);
        read();
        assertThat(read(4)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void copyOfAPlayedPacketIsIgnored() {
        put(1);
        put(2);
        read();
        assertThat(read()).isEqualTo(1);
        put(1);
        assertThat(read()).isEqualTo(2);
    }

    @Test
    void lostPacketIsFilledByTheFadingLastFrameAndThenSilence() {
        put(99);
        read();
        assertThat(read()).isEqualTo(99);
        int level = frame[80];
        for (int i = 0; i < 3; i++) {
            assertThat(buffer.read(frame)).isTrue();
            assertThat((int) frame[80]).isBetween(level / 5, level - 1);
            level = frame[80];
        }
        assertThat(buffer.read(frame)).isFalse();
        assertThat((int) frame[80]).isZero();
    }

    @Test
    void latePacketMakesTheDelayLongerInsteadOfBeingLost() {
        put(10);
        read();
        assertThat(read()).isEqualTo(10);
        read();
        put(11);
        put(12);
        assertThat(read(2)).containsExactly(11, 12);
        assertThat(buffer.late()).isEqualTo(1);
    }

    @Test
    void delayShrinksAgainWhenPacketsAlwaysComeEarly() {
        put(1);
        read();
        for (int i = 2; i <= 8; i++) {
            put(i);
        }
        int behind = 0;
        for (int i = 9; i < 420; i++) {
            put(i);
            int heard = read();
            behind = heard >= 0 ? (i - heard) % 100 : behind;
        }
        assertThat(behind).isLessThanOrEqualTo(3);
    }

    @Test
    void packetsOfThirtyMillisecondsAreReadInFramesOfTwenty() {
        for (int i = 1; i <= 4; i++) {
            put(i, 240);
        }
        read();
        short[] all = new short[640];
        for (int i = 0; i < 4; i++) {
            buffer.read(frame);
            System.arraycopy(frame, 0, all, i * 160, 160);
        }
        int before = number(all[0]);
        for (short sample : all) {
            int now = number(sample);
            assertThat(now).isBetween(before, before + 1);
            before = now;
        }
    }

    @Test
    void senderThatPausedWithoutCountingIsHeardAgain() {
        put(1);
        put(2);
        read(200);
        put(3);
        put(4);
        read();
        assertThat(read(2)).containsExactly(3, 4);
    }

    @Test
    void jumpOfTheTimestampStartsAnew() {
        put(1);
        read(2);
        put(90);
        put(91);
        read();
        assertThat(read(2)).containsExactly(90, 91);
    }
}
