// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class FairLaneTest {
    private static final int FLOOD = 2;
    private static final int NEIGHBOUR = 3;

    private final AtomicInteger lost = new AtomicInteger();
    private FairLane lane = new FairLane(100, lost::incrementAndGet);

    private static InetAddress address(int host) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean datagram(int host, String call, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        var packet = new DatagramPacket(bytes, bytes.length, address(host), 5060);
        return lane.offer(new DatagramQueuedMessageDispatch(packet, 0), address(host), call.hashCode()) != 0;
    }

    private boolean task(int host, String call) {
        return lane.offer(new LaneTask(() -> {}), address(host), call.hashCode()) != 0;
    }

    private void flood(int count) {
        for (var i = 0; i < count; i++) {
            datagram(FLOOD, "flood" + i, "flood" + i);
        }
    }

    private List<String> taken(int count) throws InterruptedException {
        var taken = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            var packet = lane.take().packet;
            taken.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII));
        }
        return taken;
    }

    @Test
    void neighbourOfAFloodWaitsForOneMessageOnly() throws InterruptedException {
        flood(90);
        datagram(NEIGHBOUR, "a", "INVITE");
        datagram(NEIGHBOUR, "b", "BYE");

        assertThat(taken(5)).containsExactly("flood0", "INVITE", "flood1", "BYE", "flood2");
    }

    @Test
    void messagesOfOneCallKeepTheirOrderWhereverTheyComeFrom() throws InterruptedException {
        flood(2);
        datagram(FLOOD, "shared", "180");
        datagram(NEIGHBOUR, "shared", "200");
        datagram(NEIGHBOUR, "other", "INVITE");

        assertThat(taken(5)).containsSubsequence("180", "200").containsSubsequence("INVITE", "180");
    }

    @Test
    void callWhoseMessagesHaveGoneTakesTheTurnsOfItsOwnAddress() throws InterruptedException {
        datagram(FLOOD, "shared", "180");
        taken(1);
        flood(3);
        datagram(NEIGHBOUR, "shared", "200");

        assertThat(taken(2)).containsExactly("flood0", "200");
    }

    @Test
    void fullLaneMakesRoomByTheYoungestOfTheAddressWithMost() throws InterruptedException {
        flood(100);

        assertThat(datagram(NEIGHBOUR, "a", "INVITE")).isTrue();
        assertThat(lost).hasValue(1);
        assertThat(lane.size()).isEqualTo(100);
        assertThat(taken(100)).contains("INVITE", "flood98").doesNotContain("flood99");
    }

    @Test
    void addressWithMostFindsNoRoomInAFullLane() {
        flood(100);

        assertThat(datagram(FLOOD, "more", "more")).isFalse();
        assertThat(lost).hasValue(0);
    }

    @Test
    void addressHasAtMostHalfOfTheLaneForItsTasks() {
        for (var i = 0; i < 50; i++) {
            assertThat(task(FLOOD, "call" + i)).isTrue();
        }

        assertThat(task(FLOOD, "more")).isFalse();
        assertThat(task(NEIGHBOUR, "a")).isTrue();
    }

    @Test
    void neighbourFindsRoomThatDatagramsHaveTakenAlthoughSomebodyElseHasMoreTasks() {
        for (var i = 0; i < 50; i++) {
            task(4, "call" + i);
        }
        flood(50);

        assertThat(datagram(NEIGHBOUR, "a", "INVITE")).isTrue();
        assertThat(lost).hasValue(1);
    }

    @Test
    void tasksMakeNoRoom() {
        flood(50);
        for (var i = 0; i < 50; i++) {
            task(NEIGHBOUR, "call" + i);
        }
        datagram(NEIGHBOUR, "a", "INVITE");

        assertThat(lost).hasValue(0);
        assertThat(lane.size()).isEqualTo(100);
    }

    @Test
    void laneOfOnePlaceTakesATask() {
        lane = new FairLane(1, lost::incrementAndGet);

        assertThat(task(FLOOD, "a")).isTrue();
        assertThat(task(FLOOD, "b")).isFalse();
    }

    @Test
    void nothingIsKeptOfWhatHasGone() throws InterruptedException {
        flood(60);
        datagram(NEIGHBOUR, "a", "INVITE");
        taken(61);

        assertThat(lane.size()).isZero();
        assertThat(lane.poll(0)).isNull();
        assertThat(lane.isEmpty()).isTrue();
    }
}
