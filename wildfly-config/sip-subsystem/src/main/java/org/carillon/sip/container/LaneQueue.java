// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.carillon.sip.concurrency.Turns;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.ConnectorMeter;
import org.carillon.sip.metrics.LaneState;
import org.carillon.sip.metrics.Metered;
import org.carillon.sip.overload.LaneWait;
import org.jspecify.annotations.Nullable;

/**
 * A queue with one compartment per taking thread; messages of one Call-ID always go into the same one.
 *
 * <p>Datagrams are what {@link #take} gives out. Messages that came over streams are tasks, which it runs itself, on the
 * same thread and in the same order. Within a lane, the addresses from which messages come take turns ({@link FairLane}).
 *
 * <p>The first {@link #take} of a thread gives it its lane, and it keeps it. A full lane drops the datagram, which over
 * UDP is an ordinary loss: the peer retransmits. Order between different calls is not kept and need not be.
 */
public final class LaneQueue extends AbstractQueue<DatagramQueuedMessageDispatch>
        implements BlockingQueue<DatagramQueuedMessageDispatch>, Metered.LaneGauge {
    /** Looks at a datagram when its turn has come, before it is parsed. */
    @FunctionalInterface
    public interface Door {
        /** {@return whether nothing more has to be done with it} */
        boolean takes(DatagramPacket packet, long waitedMillis);
    }

    private final ConnectorMeter meter;
    private final Door door;
    private final List<FairLane> lanes;
    private final AtomicInteger takers = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final LongAdder taken = new LongAdder();
    private final LongAdder idle = new LongAdder();
    private final LongAccumulator highest = new LongAccumulator(Math::max, 0);

    private volatile boolean closed;

    private final ThreadLocal<FairLane> laneOfThread = ThreadLocal.withInitial(this::nextLane);

    /**
     * @param lanes how many threads will take, 1 or more
     * @param length how many datagrams one lane holds, 1 or more
     */
    public LaneQueue(int lanes, int length) {
        this(lanes, length, new ConnectorMeter(), (packet, waitedMillis) -> false);
    }

    /**
     * @param lanes how many threads will take, 1 or more
     * @param length how many datagrams one lane holds, 1 or more
     * @param meter told of each datagram
     * @param door asked on the lane about each datagram before it is given out
     */
    public LaneQueue(int lanes, int length, ConnectorMeter meter, Door door) {
        this.meter = meter;
        this.door = door;
        if (lanes < 1 || length < 1) {
            throw new IllegalArgumentException("lanes and their length must be 1 or more: " + lanes + ", " + length);
        }
        this.lanes = IntStream.range(0, lanes)
                .mapToObj(i -> new FairLane(length, this::lost))
                .toList();
    }

    private FairLane nextLane() {
        var lane = takers.getAndIncrement();
        if (lane >= lanes.size()) {
            throw new IllegalStateException("more threads than lanes: " + lane);
        }
        Turns.markLane();
        return lanes.get(lane);
    }

    @Override
    public boolean offer(DatagramQueuedMessageDispatch work) {
        var packet = work.packet;
        meter.received(packet.getLength());
        var call = CallIdHash.of(packet.getData(), packet.getOffset(), packet.getLength());
        var waiting = laneOf(call).offer(trimmed(work), packet.getAddress(), call);
        if (waiting == 0) {
            lost();
        } else {
            highest.accumulate(waiting);
        }
        return waiting != 0;
    }

    private void lost() {
        meter.dropped();
        var count = dropped.incrementAndGet();
        // Powers of two only: the log must not become the next bottleneck.
        if (Long.bitCount(count) == 1) {
            SipLogger.LOG.laneFull(count);
        }
    }

    private FairLane laneOf(int call) {
        return lanes.get(Math.floorMod(call, lanes.size()));
    }

    /**
     * Lets the lane of a message's Call-ID run something, after what waits there already.
     *
     * @param source where the message came from
     * @return whether it was taken; a full lane refuses, and nothing is counted as lost, because a stream can wait
     */
    public boolean offer(byte[] message, InetAddress source, Runnable task) {
        var call = CallIdHash.of(message, 0, message.length);
        var waiting = closed ? 0 : laneOf(call).offer(new LaneTask(task), source, call);
        highest.accumulate(waiting);
        return waiting != 0;
    }

    /** Lets no more tasks in and wakes each thread up once, with an empty datagram that takes its turn like any other. */
    public void close() {
        closed = true;
        var nothing = new DatagramPacket(new byte[0], 0, InetAddress.getLoopbackAddress(), 0);
        lanes.forEach(lane -> lane.offer(new DatagramQueuedMessageDispatch(nothing, 0), nothing.getAddress(), 0));
    }

    /** The reader allocates a buffer of the largest datagram for each; what waits here is cut to what arrived. */
    private static DatagramQueuedMessageDispatch trimmed(DatagramQueuedMessageDispatch work) {
        var packet = work.packet;
        if (packet.getData().length == packet.getLength()) {
            return work;
        }
        var bytes = Arrays.copyOfRange(packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
        return new DatagramQueuedMessageDispatch(
                new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()), work.getReceptionTime());
    }

    @Override
    public DatagramQueuedMessageDispatch take() throws InterruptedException {
        while (true) {
            var work = next(laneOfThread.get());
            var waited = System.currentTimeMillis() - work.getReceptionTime();
            if (!(work instanceof LaneTask task)) {
                LaneWait.note(waited, work.packet);
                if (door.takes(work.packet, waited)) {
                    continue;
                }
                return work;
            }
            LaneWait.note(waited, null);
            task.run();
        }
    }

    private DatagramQueuedMessageDispatch next(FairLane lane) throws InterruptedException {
        // An application that leaves its thread interrupted must not end the lane of all others.
        Thread.interrupted();
        idle.increment();
        try {
            var work = lane.take();
            taken.increment();
            return work;
        } finally {
            idle.decrement();
        }
    }

    @Override
    public @Nullable DatagramQueuedMessageDispatch poll(long timeout, TimeUnit unit) throws InterruptedException {
        return laneOfThread.get().poll(unit.toNanos(timeout));
    }

    @Override
    public @Nullable DatagramQueuedMessageDispatch poll() {
        try {
            return laneOfThread.get().poll(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public @Nullable DatagramQueuedMessageDispatch peek() {
        throw new UnsupportedOperationException("whose turn it is may change until it is taken");
    }

    @Override
    public void put(DatagramQueuedMessageDispatch work) {
        throw new UnsupportedOperationException("the reader of a port must not wait for a lane");
    }

    @Override
    public boolean offer(DatagramQueuedMessageDispatch work, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("the reader of a port must not wait for a lane");
    }

    @Override
    public LaneState state() {
        var lengths = lanes.stream().mapToInt(FairLane::size).summaryStatistics();
        var busy = Math.max(0, takers.get() - idle.intValue());
        return new LaneState(
                lanes.size(), busy, (int) lengths.getSum(), lengths.getMax(), highest.intValue(), taken.sum());
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super DatagramQueuedMessageDispatch> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super DatagramQueuedMessageDispatch> target, int max) {
        throw new UnsupportedOperationException("a lane is emptied by its own thread only");
    }

    @Override
    public Iterator<DatagramQueuedMessageDispatch> iterator() {
        var all = new ArrayList<DatagramQueuedMessageDispatch>();
        lanes.forEach(lane -> lane.copyTo(all));
        return all.iterator();
    }

    @Override
    public int size() {
        return lanes.stream().mapToInt(FairLane::size).sum();
    }
}
