// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.carillon.sip.drain.Drain;
import org.carillon.sip.overload.Admission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FairDoorTest {
    private static final int LATE = 250;
    private static final long NOW = 1_000_000;
    private static final String INVITE = "INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b>";

    private final LaneQueue lanes = new LaneQueue(1, 200);

    @BeforeEach
    void use() {
        FairDoor.use(new Admission(System::nanoTime, LATE, 1_000), new Drain(() -> 0, task -> () -> {}, 7));
    }

    private static DatagramPacket packet(int host, String head) {
        return packet(host, head, "z9hG4bKnew");
    }

    private static DatagramPacket packet(int host, String head, String branch) {
        var bytes = (head
                        + "\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=" + branch
                        + "\r\nFrom: <sip:a@b>;tag=1\r\nCall-ID: one\r\n"
                        + "CSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try {
            return new DatagramPacket(
                    bytes, bytes.length, InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host}), 9);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void waits(int count, int host, long since) {
        for (var i = 0; i < count; i++) {
            lanes.offer(new DatagramQueuedMessageDispatch(packet(host, INVITE, "z9hG4bK" + i), since));
        }
    }

    private Optional<byte[]> refusal(int host, String head) {
        return refusal(packet(host, head));
    }

    private Optional<byte[]> refusal(DatagramPacket packet) {
        return FairDoor.refusal(lanes, packet, NOW, "z9hG4bKringing"::equals);
    }

    @Test
    void addressThatFillsALateLaneIsRefusedAndItsNeighbourIsNot() {
        waits(100, 2, NOW - LATE);
        waits(1, 3, NOW);

        assertThat(refusal(2, INVITE))
                .hasValueSatisfying(answer -> assertThat(new String(answer, StandardCharsets.US_ASCII))
                        .startsWith("SIP/2.0 503 Service Unavailable\r\nRetry-After: 7\r\n")
                        .contains("Call-ID: one", "To: <sip:a@b>;tag="));
        assertThat(refusal(3, INVITE)).isEmpty();
    }

    @Test
    void whatGoesOnWithSomethingIsNeverRefused() {
        waits(100, 2, NOW - LATE);
        waits(1, 3, NOW);

        assertThat(refusal(2, "BYE sip:a@b SIP/2.0\r\nTo: <sip:a@b>;tag=2")).isEmpty();
        assertThat(refusal(2, "INVITE sip:a@b SIP/2.0\r\nt: <sip:a@b> ; tag=2")).isEmpty();
        assertThat(refusal(2, "ACK sip:a@b SIP/2.0\r\nTo: <sip:a@b>")).isEmpty();
        assertThat(refusal(2, "CANCEL sip:a@b SIP/2.0\r\nTo: <sip:a@b>")).isEmpty();
        assertThat(refusal(2, "SIP/2.0 200 OK\r\nTo: <sip:a@b>")).isEmpty();
        assertThat(refusal(2, "INVITE sip:a@b SIP/2.0\r\nReplaces: x\r\nTo: <sip:a@b>"))
                .isEmpty();
    }

    @Test
    void lanesInTimeRefuseNobody() {
        waits(100, 2, NOW - LATE / 4);
        waits(1, 3, NOW);

        assertThat(refusal(2, INVITE)).isEmpty();
    }

    @Test
    void addressWhoseMessagesWereTakenIsNoCrowd() throws InterruptedException {
        waits(60, 2, NOW - LATE);
        for (var i = 0; i < 60; i++) {
            lanes.take();
        }
        waits(60, 3, NOW - LATE);

        assertThat(refusal(2, INVITE)).isEmpty();
    }

    @Test
    void addressThatIsAloneTakesNothingFromAnybody() {
        waits(1, 3, NOW - 70_000);
        waits(100, 2, NOW - 65_000);

        assertThat(refusal(2, INVITE)).isEmpty();
    }

    @Test
    void whatIsSentAgainIsNotRefused() {
        waits(100, 2, NOW - LATE);
        waits(1, 3, NOW);

        assertThat(refusal(packet(2, INVITE, "z9hG4bKringing"))).isEmpty();
        assertThat(refusal(packet(2, INVITE, "z9hG4bK99"))).isEmpty();
        assertThat(refusal(packet(2, INVITE, "z9hG4bK100"))).isPresent();
    }
}
