// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.carillon.sip.metrics.ConnectorMeter;
import org.carillon.sip.metrics.LaneState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class LaneQueueTest {
    private static final int PLENTY = 1_000;

    private static DatagramQueuedMessageDispatch datagram(String call, int number) {
        var bytes = new byte[4_096];
        var text = ("INFO sip:x SIP/2.0\r\nCall-ID: " + call + "\r\n\r\n" + number).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, bytes, 0, text.length);
        return new DatagramQueuedMessageDispatch(
                new DatagramPacket(bytes, text.length, InetAddress.getLoopbackAddress(), 5060), 0);
    }

    private static String text(DatagramQueuedMessageDispatch work) {
        return new String(work.packet.getData(), StandardCharsets.UTF_8);
    }

    @Test
    void threadThatAnApplicationLeftInterruptedTakesTheNext() throws InterruptedException {
        var lanes = new LaneQueue(1, PLENTY);
        lanes.offer(datagram("one", 1));

        Thread.currentThread().interrupt();

        assertThat(text(lanes.take())).isNotEmpty();
    }

    @Test
    void datagramsOfOneCallStayInOrderAndOnOneThread() throws Exception {
        var lanes = new LaneQueue(4, PLENTY);
        var calls = 20;
        var each = 30;
        var taken = Collections.synchronizedList(new ArrayList<String>());
        var all = new CountDownLatch(calls * each);
        var pool = Executors.newFixedThreadPool(4);
        var workers = new ArrayList<Future<?>>();
        for (var i = 0; i < 4; i++) {
            workers.add(pool.submit(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    var work = text(lanes.take());
                    taken.add(Thread.currentThread().getName() + " " + work);
                    all.countDown();
                }
                return null;
            }));
        }
        for (var number = 0; number < each; number++) {
            for (var call = 0; call < calls; call++) {
                assertThat(lanes.offer(datagram("call-" + call + "@x", number))).isTrue();
            }
        }
        all.await();
        pool.shutdownNow();

        for (var call = 0; call < calls; call++) {
            var marker = "call-" + call + "@x";
            var ofCall = taken.stream().filter(line -> line.contains(marker)).toList();
            assertThat(ofCall)
                    .extracting(line -> line.substring(0, line.indexOf(' ')))
                    .containsOnly(ofCall.get(0).substring(0, ofCall.get(0).indexOf(' ')));
            assertThat(ofCall)
                    .extracting(line -> Integer.parseInt(line.substring(line.lastIndexOf('\n') + 1)))
                    .isSorted()
                    .hasSize(each);
        }
        assertThat(workers).isNotEmpty();
    }

    @Test
    void fullLaneDropsItsOwnDatagramsOnly() {
        var lanes = new LaneQueue(2, 1);
        var other = otherLaneThan("a");

        assertThat(List.of(
                        lanes.offer(datagram("a", 1)), lanes.offer(datagram("a", 2)), lanes.offer(datagram(other, 1))))
                .containsExactly(true, false, true);
        assertThat(lanes).hasSize(2);
    }

    private static String otherLaneThan(String call) {
        var first = lane(call);
        for (var i = 0; ; i++) {
            if (lane("b" + i) != first) {
                return "b" + i;
            }
        }
    }

    private static int lane(String call) {
        var packet = datagram(call, 0).packet;
        return Math.floorMod(CallIdHash.of(packet.getData(), 0, packet.getLength()), 2);
    }

    @Test
    void waitingDatagramHoldsOnlyItsOwnBytes() throws InterruptedException {
        var lanes = new LaneQueue(1, 1);
        var sent = datagram("a", 1);

        lanes.offer(sent);
        var packet = lanes.take().packet;

        assertThat(packet.getData()).hasSize(sent.packet.getLength());
        assertThat(packet.getSocketAddress()).isEqualTo(sent.packet.getSocketAddress());
    }

    @Test
    void stateTellsWhatWaitsAndWhatWaitedAtMost() throws InterruptedException {
        var lanes = new LaneQueue(2, PLENTY);
        var other = otherLaneThan("a");
        lanes.offer(datagram("a", 1));
        lanes.offer(datagram("a", 2));
        lanes.offer(datagram(other, 1));

        assertThat(lanes.state()).isEqualTo(new LaneState(2, 0, 3, 2, 2, 0));

        // The first lane to be given out is the first one, which may be either.
        lanes.take();

        assertThat(lanes.state().waiting()).isEqualTo(2);
        assertThat(lanes.state().highest()).isEqualTo(2);
        assertThat(lanes.state().handled()).isEqualTo(1);
        assertThat(lanes.state().busy()).isEqualTo(1);
    }

    @Test
    void laneThatWaitsForWorkIsNotBusy() throws Exception {
        var lanes = new LaneQueue(1, 1);
        var pool = Executors.newSingleThreadExecutor();
        try {
            var taken = pool.submit(lanes::take);
            lanes.offer(datagram("a", 1));
            taken.get();
            assertThat(lanes.state().busy()).isEqualTo(1);

            var waiting = pool.submit(lanes::take);
            while (lanes.state().busy() != 0) {
                Thread.onSpinWait();
            }
            waiting.cancel(true);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void meterIsToldOfEachDatagramAndOfThoseWithoutRoom() {
        var meter = new ConnectorMeter();
        var lanes = new LaneQueue(1, 1, meter, (packet, waited) -> false);
        var datagram = datagram("a", 1);

        lanes.offer(datagram);
        lanes.offer(datagram);

        assertThat(meter.messagesReceived()).isEqualTo(2);
        assertThat(meter.bytesReceived()).isEqualTo(2L * datagram.packet.getLength());
        assertThat(meter.messagesDropped()).isEqualTo(1);
    }

    @Test
    void whatTheDoorTakesIsNotGivenOut() throws InterruptedException {
        var waits = new ArrayList<Long>();
        var lanes = new LaneQueue(1, PLENTY, new ConnectorMeter(), (packet, waited) -> {
            waits.add(waited);
            return waits.size() == 1;
        });
        lanes.offer(datagram("one", 1));
        lanes.offer(datagram("one", 2));

        assertThat(text(lanes.take())).endsWith("2");
        assertThat(waits).hasSize(2).allMatch(waited -> waited > 0);
    }

    @Test
    void oneThreadMoreThanLanesIsRefused() throws InterruptedException {
        var lanes = new LaneQueue(1, 1);
        lanes.poll();
        var pool = Executors.newSingleThreadExecutor();
        try {
            var second = pool.submit(() -> lanes.poll());

            assertThatThrownBy(second::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void lanesAndLengthMustBePositive() {
        assertThatThrownBy(() -> new LaneQueue(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LaneQueue(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
