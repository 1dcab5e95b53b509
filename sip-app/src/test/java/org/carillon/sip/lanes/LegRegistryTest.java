// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.carillon.engine.calls.signalling.CallSignalling;
import org.carillon.engine.calls.signalling.IncomingCall;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.ids.CallSid;
import org.carillon.sip.legs.ConfirmedLeg;
import org.carillon.sip.legs.DialogWire;
import org.carillon.sip.legs.InboundLeg;
import org.carillon.sip.legs.InboundWire;
import org.carillon.sip.legs.LegTimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LegRegistryTest {
    private static final CallSid ONE = new CallSid("CA00000000000000000000000000000001");
    private static final CallSid TWO = new CallSid("CA00000000000000000000000000000002");

    private final List<String> sent = new ArrayList<>();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final LegRegistry legs =
            new LegRegistry(new LegRegistry.Means(new Deaf(), Runnable::run, timers, LegTimes.STANDARD), 1);

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    @Test
    void legBeyondTheLimitIsNotTaken() {
        assertThat(add(ONE)).isTrue();
        assertThat(add(TWO)).isFalse();
        assertThat(legs.size()).isEqualTo(1);
    }

    @Test
    void legThatComesFromAnotherNodeIsTakenInWhateverTheLimitSays() {
        add(ONE);
        legs.takeIn(TWO, TWO, handle -> handle.start(context -> new ConfirmedLeg(context, new Silent()), leg -> {}));

        assertThat(legs.find(TWO)).isPresent();
        assertThat(legs.size()).isEqualTo(2);
    }

    private static final class Silent implements DialogWire {
        @Override
        public void bye() {}

        @Override
        public void probe() {}

        @Override
        public String id() {
            return "";
        }
    }

    @Test
    void endedLegMakesRoomAndIsRemembered() {
        add(ONE);
        legs.find(ONE).orElseThrow().perform(new SignalCommand.Refuse("1", ONE, 486, "Busy Here"));
        assertThat(legs.find(ONE)).isEmpty();
        assertThat(legs.hasEnded(ONE)).isTrue();
        assertThat(add(TWO)).isTrue();
        assertThat(legs.size()).isEqualTo(1);
    }

    @Test
    void repeatedCommandHasOneEffectAndTheSameResult() {
        add(ONE);
        LegHandle handle = legs.find(ONE).orElseThrow();
        CompletionStage<Void> first = handle.perform(new SignalCommand.Ring("1", ONE));
        CompletionStage<Void> again = handle.perform(new SignalCommand.Ring("1", ONE));
        assertThat(again).isSameAs(first);
        assertThat(sent).containsExactly("180");
    }

    @Test
    void tasksOfALaneRunInOrderAndNeverTogether() throws InterruptedException {
        var pool = Executors.newFixedThreadPool(4);
        try {
            Lane lane = new Lane("lane", pool);
            List<Integer> order = new ArrayList<>();
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger together = new AtomicInteger();
            for (int i = 0; i < 1000; i++) {
                int number = i;
                lane.post(() -> {
                    together.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    order.add(number);
                    inside.decrementAndGet();
                });
            }
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> order.size() == 1000);
            assertThat(order).isSorted();
            assertThat(together).hasValue(1);
        } finally {
            pool.shutdownNow();
            assertThat(pool.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void legIsFoundByTheAnswerToWhatItsStartSends() {
        CallSid leg = new CallSid("CA" + "9".repeat(32));
        List<Boolean> found = new ArrayList<>();
        LegRegistry atOnce =
                new LegRegistry(new LegRegistry.Means(new Deaf(), Runnable::run, timers, LegTimes.STANDARD), 10);
        Wire wire = new Wire();

        atOnce.add(
                leg,
                leg,
                handle -> handle.start(
                        context -> new InboundLeg(context, wire, wire, 5),
                        made -> found.add(atOnce.find(leg).isPresent())));

        assertThat(found).containsExactly(true);
    }

    @Test
    void failingTaskDoesNotStopTheLane() {
        Lane lane = new Lane("lane", Runnable::run);
        lane.post(() -> {
            throw new IllegalStateException("planted");
        });
        lane.post(() -> {
            throw new StackOverflowError("planted");
        });
        lane.post(() -> sent.add("next"));
        assertThat(sent).containsExactly("next");
    }

    @Test
    void floodedLaneTakesOnlyWhatMustNotBeLost() {
        Lane lane = new Lane("lane", task -> {});
        for (int i = 0; i < Lane.BOUND; i++) {
            assertThat(lane.offer(() -> {})).isTrue();
        }
        assertThat(lane.offer(() -> {})).isFalse();
        lane.post(() -> {});
    }

    private boolean add(CallSid leg) {
        Wire wire = new Wire();
        return legs.add(
                leg, leg, handle -> handle.start(context -> new InboundLeg(context, wire, wire, 5), made -> {}));
    }

    private final class Wire implements InboundWire, DialogWire {
        @Override
        public boolean provisional(int status, Optional<String> sdp) {
            sent.add(String.valueOf(status));
            return false;
        }

        @Override
        public void answer(String sdp) {
            sent.add("200");
        }

        @Override
        public void refuse(int status, String reason, OptionalInt retryAfterSeconds) {
            sent.add(String.valueOf(status));
        }

        @Override
        public void bye() {
            sent.add("BYE");
        }

        @Override
        public void probe() {
            sent.add("OPTIONS");
        }

        @Override
        public String id() {
            return "";
        }
    }

    private static final class Deaf implements SignalSink {
        @Override
        public void register(CallSignalling signalling) {}

        @Override
        public void unregister(CallSignalling signalling) {}

        @Override
        public CompletionStage<Admission> arrive(IncomingCall call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tookOver(CallSid session) {}

        @Override
        public void report(CallSid session, SignalEvent event) {}
    }
}
