// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.flow.Runners;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.verb.Say;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mailboxes, saving and the ports: what a step's pure result meets on its way out. */
class CallEngineTest {
    private static final SignalEvent.Cancelled NOBODY =
            new SignalEvent.Cancelled(new CallSid("CAffffffffffffffffffffffffffffffff"));

    private final TestNode node = new TestNode();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void valueIsSavedWithItsEffectsBeforeTheyLeave() {
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        node.sessions.saving = session -> kept;
        node.rings(1);
        await().until(() -> !node.sessions.saved.isEmpty());

        assertThat(node.signals).isEmpty();
        assertThat(node.sessions.saved.get(0).pending()).hasSize(2);
        kept.complete(true);
        await().until(() -> node.signals(SignalCommand.Answer.class).size() == 1);
        assertThat(node.signals.get(0)).isInstanceOf(SignalCommand.Ring.class);
    }

    @Test
    void laterEpochElsewhereMakesTheNodeGiveTheSessionUp() {
        node.sessions.saving = session -> CompletableFuture.completedFuture(false);
        node.rings(1);

        await().until(() -> !node.sessions.saved.isEmpty() && node.engine.sessions() == 0);
        assertThat(node.signals).isEmpty();
        assertThat(node.sessions.removed).isEmpty();
    }

    @Test
    void storeThatFailsOnceIsAskedAgain() {
        AtomicInteger failures = new AtomicInteger(1);
        node.sessions.saving = session -> failures.getAndDecrement() > 0
                ? CompletableFuture.failedFuture(new IllegalStateException("lost"))
                : CompletableFuture.completedFuture(true);
        node.rings(1);

        await().until(() -> node.signals(SignalCommand.Answer.class).size() == 1);
    }

    @Test
    void storeThatNeverWorksEndsTheCallsAndKeepsTheirRecords() {
        CallSid call = node.rings(1);
        await().until(() -> node.commands(MediaCommand.Play.class).size() == 1);
        node.sessions.saving = session -> {
            throw new IllegalStateException("cannot be written");
        };
        node.engine.report(call, new SignalEvent.Ringing(call, 180, Optional.empty()));

        await().until(() -> node.engine.sessions() == 0);
        assertThat(node.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(node.commands(MediaCommand.Close.class)).hasSize(1);
        assertThat(node.records()).extracting(CallRecord::status).containsExactly(CallStatus.COMPLETED);
    }

    @Test
    void fullMailboxDropsWhatComesAgainAndTakesTheEnd() {
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        node.sessions.saving = session -> kept;
        CallSid call = node.rings(1);
        // The first step must have left the mailbox before it is filled, or it would make room afterwards.
        await().until(() -> !node.sessions.saved.isEmpty());
        for (int i = 0; i < 100; i++) {
            node.engine.report(call, new SignalEvent.InfoDigit(call, '1'));
        }
        Event change = new Event.Commanded("c1", call, new CallChange.Complete());
        assertThatThrownBy(() ->
                        node.engine.ask(call, change).toCompletableFuture().join())
                .hasCauseInstanceOf(Mailbox.MailboxFullException.class);
        node.engine.report(call, new SignalEvent.Cancelled(call));
        kept.complete(true);

        await().until(() -> node.engine.sessions() == 0);
        assertThat(node.records()).extracting(CallRecord::status).containsExactly(CallStatus.CANCELED);
        assertThat(node.sessions.saved).hasSizeLessThan(40);
    }

    @Test
    void deadlineIsReachedOnceAndNotBeforeItsTime() {
        node.documents = request -> "<Pause length=\"1\"/><Pause length=\"60\"/>";
        CallSid call = node.rings(1);
        await().until(() -> alarm(call).isPresent());
        Session early = node.engine
                .ask(call, new Event.DeadlineReached(call, "pause"))
                .toCompletableFuture()
                .join();
        assertThat(early.script(call).orElseThrow().position()).isZero();

        await().until(() -> position(call) == 1);
        node.engine
                .ask(call, new Event.DeadlineReached(call, "pause"))
                .toCompletableFuture()
                .join();
        assertThat(position(call)).isOne();
    }

    private Optional<?> alarm(CallSid call) {
        return node.engine
                .session(call)
                .flatMap(session -> session.alarms().stream()
                        .filter(a -> a.name().equals("pause"))
                        .findFirst());
    }

    private int position(CallSid call) {
        return node.engine
                .session(call)
                .flatMap(session -> session.script(call))
                .orElseThrow()
                .position();
    }

    @Test
    void thousandEventsAtOnceAreThousandStepsOneAfterTheOther() {
        CallSid call = node.rings(1);
        await().until(() -> node.commands(MediaCommand.Play.class).size() == 1 && isQuiet(call));
        AtomicInteger saving = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        node.sessions.saving = session -> {
            most.accumulateAndGet(saving.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(() -> saving.decrementAndGet() >= 0);
        };
        long before = node.engine.session(call).orElseThrow().steps();
        ExecutorService many = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 1_000; i++) {
            many.execute(() -> node.engine.report(call, NOBODY));
        }
        many.shutdown();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.engine.session(call).orElseThrow().steps() == before + 1_000);
        assertThat(most).hasValue(1);
    }

    private boolean isQuiet(CallSid call) {
        return node.engine
                        .ask(call, new Event.Signalled(NOBODY))
                        .toCompletableFuture()
                        .join()
                        .steps()
                == node.engine.session(call).orElseThrow().steps();
    }

    @Test
    void sessionThatIsBeingSavedDoesNotHoldAnotherOneUp() {
        node.sessions.saving = session -> session.root().value().endsWith("1")
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(true);
        CallSid held = node.rings(1);
        CallSid free = node.rings(2);

        await().until(() -> node.signals(SignalCommand.Answer.class).size() == 1);
        assertThat(node.signals).extracting(SignalCommand::leg).contains(free).doesNotContain(held);
    }

    @Test
    void withoutSignallingACallIsRefusedAndLivingOnesEnd() {
        node.rings(1);
        await().until(() -> node.commands(MediaCommand.Play.class).size() == 1);
        node.engine.unregister(node.signalling);

        await().until(() -> node.engine.sessions() == 0);
        assertThat(node.records()).extracting(CallRecord::status).containsExactly(CallStatus.COMPLETED);
        assertThat(node.commands(MediaCommand.Close.class)).hasSize(1);
        node.rings(2);
        assertThat(node.engine.sessions()).isZero();
    }

    @Test
    void endpointThatIsOpenedAfterTheEndIsClosed() {
        CompletableFuture<MediaResult> opened = new CompletableFuture<>();
        node.media = command -> command instanceof MediaCommand.Open ? opened : node.answer(command);
        CallSid call = node.rings(1);
        await().until(() -> node.commands(MediaCommand.Open.class).size() == 1);
        node.engine.report(call, new SignalEvent.Cancelled(call));
        await().until(() -> node.records().size() == 1);
        MediaHandle handle = new MediaHandle("ms", "late", "c");
        opened.complete(new MediaResult.Opened(handle, Optional.of("v=0")));

        await().until(() -> node.engine.sessions() == 0);
        assertThat(node.commands(MediaCommand.Close.class))
                .extracting(MediaCommand.Close::handle)
                .containsExactly(handle);
        assertThat(node.sessions.removed).containsExactly(call);
    }

    @Test
    void mediaDriverThatThrowsRefusesTheCall() {
        node.media = command -> {
            throw new IllegalStateException("broken");
        };
        node.rings(1);

        await().until(() -> node.engine.sessions() == 0);
        assertThat(node.signals(SignalCommand.Refuse.class))
                .extracting(SignalCommand.Refuse::status)
                .containsExactly(503);
    }

    @Test
    void outboxThatRefusesARecordIsAskedAgain() {
        node.outboxRefuses.set(1);
        CallSid call = node.rings(1);
        await().until(() -> node.commands(MediaCommand.Play.class).size() == 1);
        node.engine.report(call, new SignalEvent.HungUp(call, Optional.empty()));

        await().until(() -> node.records().size() == 1);
        await().until(() -> node.engine.sessions() == 0);
    }

    @Test
    void stepThatThrowsEndsTheCall() {
        try (TestNode broken = new TestNode(new Runners(List.of(new Throwing())))) {
            broken.rings(1);

            await().until(() -> broken.engine.sessions() == 0);
            assertThat(broken.signals(SignalCommand.Refuse.class)).hasSize(1);
            assertThat(broken.commands(MediaCommand.Close.class)).hasSize(1);
            assertThat(broken.records()).hasSize(1);
        }
    }

    private static final class Throwing implements VerbRunner<Say> {
        @Override
        public Class<Say> handles() {
            return Say.class;
        }

        @Override
        public Step start(Say verb, CallState call) {
            throw new IllegalStateException("a fault of ours");
        }

        @Override
        public Step on(Event event, Say verb, CallState call) {
            return Step.stay(call);
        }
    }

    @Test
    void callOfAnUnknownNumberIsRefused() {
        node.numbers = number -> Optional.empty();
        SignalSink.Admission admission = node.engine
                .arrive(new org.carillon.engine.calls.signalling.IncomingCall(
                        NOBODY.leg(),
                        org.carillon.engine.calls.signalling.PartyAddress.of("+15551234567"),
                        org.carillon.engine.calls.signalling.PartyAddress.of("+15550009"),
                        "127.0.0.1",
                        Optional.empty(),
                        java.util.Map.of(),
                        "x",
                        0))
                .toCompletableFuture()
                .join();

        assertThat(admission).isEqualTo(new SignalSink.Admission.Refused(404, "Not Found"));
    }
}
