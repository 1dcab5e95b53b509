// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtpTest {
    private static final long MS = 1_000_000;
    private static final Instant NOW = Instant.EPOCH;

    private final AudioTape tape = new AudioTape();

    private static RtpPacket packet(int sequence, long timestamp, int source) {
        return new RtpPacket(false, 0, sequence, timestamp, source, new byte[160]);
    }

    private void hear(int sequence, long timestamp, int source, int value, long atMs) {
        var audio = new short[160];
        Arrays.fill(audio, (short) value);
        tape.put(packet(sequence, timestamp, source), audio, atMs * MS, NOW.plusMillis(atMs));
    }

    private int heardAt(int packetNumber) {
        return tape.from(packetNumber * 160).sample(80);
    }

    private static RtpPacket event(int sequence, long timestamp, int key, boolean end, int duration) {
        byte[] payload = {(byte) key, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration};
        return new RtpPacket(false, 101, sequence, timestamp, 1, payload);
    }

    @Test
    void packetIsReadAsItWasWritten() {
        var sent = new RtpPacket(true, 101, 65535, 0xFFFFFFFFL, -5, new byte[] {1, 2, 3});
        RtpPacket read = RtpPacket.parse(sent.toBytes(), 15).orElseThrow();
        assertThat(read.marker()).isTrue();
        assertThat(read.payloadType()).isEqualTo(101);
        assertThat(read.sequence()).isEqualTo(65535);
        assertThat(read.timestamp()).isEqualTo(0xFFFFFFFFL);
        assertThat(read.source()).isEqualTo(-5);
        assertThat(read.payload()).containsExactly(1, 2, 3);
    }

    @Test
    void headerExtensionAndPaddingAreSkipped() {
        byte[] bytes = {(byte) 0xB0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 1, 9, 9, 9, 9, 42, 0, 0, 3};
        assertThat(RtpPacket.parse(bytes, bytes.length).orElseThrow().payload()).containsExactly(42);
    }

    @Test
    void whatIsNotRtpIsIgnored() {
        assertThat(RtpPacket.parse(new byte[12], 12)).isEmpty();
        assertThat(RtpPacket.parse(new byte[] {(byte) 0x80, 0}, 2)).isEmpty();
        assertThat(RtpPacket.parse(new byte[] {(byte) 0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 200}, 12))
                .isEmpty();
    }

    @Test
    void lostPacketLeavesSilenceAndLateOneFillsIt() {
        hear(1, 1000, 7, 1, 0);
        hear(3, 1320, 7, 3, 40);
        assertThat(List.of(heardAt(0), heardAt(1), heardAt(2))).containsExactly(1, 0, 3);
        hear(2, 1160, 7, 2, 45);
        assertThat(heardAt(1)).isEqualTo(2);
    }

    @Test
    void burstAfterAStallStaysInPlace() {
        hear(1, 0, 7, 1, 0);
        hear(2, 160, 7, 2, 400);
        hear(3, 320, 7, 3, 401);
        assertThat(List.of(heardAt(0), heardAt(1), heardAt(2))).containsExactly(1, 2, 3);
    }

    @Test
    void timestampsMayRunOver() {
        hear(1, 0xFFFFFFFFL - 159, 7, 1, 0);
        hear(2, 0, 7, 2, 20);
        assertThat(heardAt(1)).isEqualTo(2);
    }

    @Test
    void newSenderIsPlacedByItsArrival() {
        hear(1, 0, 7, 1, 0);
        hear(900, 5_000_000, 8, 2, 100);
        assertThat(heardAt(5)).isEqualTo(2);
        assertThat(heardAt(3)).isZero();
    }

    @Test
    void eventOfManyPacketsIsOneKeyWithItsFullLength() {
        var events = new EventReceiver();
        events.accept(event(1, 1000, 5, false, 160), NOW);
        events.accept(event(2, 1000, 5, false, 320), NOW);
        events.accept(event(3, 1000, 5, true, 800), NOW);
        events.accept(event(4, 1000, 5, true, 800), NOW);
        events.accept(event(5, 3000, 11, true, 160), NOW);
        assertThat(events.digits())
                .extracting(HeardDigit::key, HeardDigit::length)
                .containsExactly(tuple('5', Duration.ofMillis(100)), tuple('#', Duration.ofMillis(20)));
    }

    @Test
    void eventThatIsNoKeyIsIgnored() {
        var events = new EventReceiver();
        events.accept(event(1, 1000, 64, true, 160), NOW);
        events.accept(new RtpPacket(false, 101, 1, 1, 1, new byte[2]), NOW);
        assertThat(events.digits()).isEmpty();
    }

    @Test
    void meterCountsLossesAndForgivesLatePackets() {
        var meter = new RtpMeter();
        meter.received(packet(65534, 0, 1), 0, NOW);
        meter.received(packet(1, 0, 1), 60 * MS, NOW);
        assertThat(meter.snapshot().lost()).isEqualTo(2);
        meter.received(packet(65535, 0, 1), 61 * MS, NOW);
        assertThat(meter.snapshot().lost()).isEqualTo(1);
        assertThat(meter.snapshot().longestGap()).isEqualTo(Duration.ofMillis(60));
        assertThat(meter.snapshot().received()).isEqualTo(3);
    }

    @Test
    void everyKeyEndsThreeTimesAndThenPauses() {
        var sender = new EventSender();
        sender.press("12", Duration.ofMillis(60), Duration.ofMillis(80));
        var shape = new StringBuilder();
        for (int tick = 0; tick < 16 && !sender.finished(); tick++) {
            shape.append(sender.next(tick * 160L)
                    .map(f -> f.marker() ? "M" : f.end() ? "E" : "-")
                    .orElse("."));
        }
        assertThat(shape).hasToString("M-EEE..M-EEE..");
    }
}
