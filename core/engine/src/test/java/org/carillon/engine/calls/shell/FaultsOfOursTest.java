// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.carillon.engine.calls.flow.Runners;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.verb.Say;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fault of the platform's own ends one session, whole, and loses nothing that is to be kept. */
class FaultsOfOursTest {
    private final TestNode node = new TestNode();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void missingClassInAStepEndsTheCall() {
        assertEnds(new Faulty(() -> new NoClassDefFoundError("gone"), false));
    }

    @Test
    void stepThatFailsAndCannotBeAbandonedInOrderStillEndsTheCall() {
        assertEnds(new Faulty(() -> new IllegalStateException("a fault of ours"), true));
    }

    private static void assertEnds(Faulty runner) {
        try (TestNode broken = new TestNode(new Runners(List.of(runner)))) {
            CallSid call = broken.rings(1);
            await().until(() -> broken.signals(SignalCommand.Answer.class).size() == 1);
            broken.engine.report(call, new SignalEvent.Confirmed(call, Optional.empty()));

            await().until(() -> broken.engine.sessions() == 0);
            assertThat(broken.signals(SignalCommand.HangUp.class)).hasSize(1);
            assertThat(broken.commands(MediaCommand.Close.class)).hasSize(1);
            assertThat(broken.records()).extracting(CallRecord::status).containsExactly(CallStatus.COMPLETED);
        }
    }

    @Test
    void recordingThatHasEndedIsKeptAlthoughTheSessionCannotBeSaved() {
        node.documents = request -> "<Record/>";
        CallSid call = node.rings(1);
        await().until(() -> node.commands(MediaCommand.Record.class).size() == 1);
        MediaCommand.Record record = node.commands(MediaCommand.Record.class).get(0);
        node.sessions.saving = session -> {
            throw new IllegalStateException("cannot be written");
        };
        node.happens(new MediaEvent.Recorded(
                record.target(),
                1,
                record.operation(),
                "file:///recorded.wav",
                "",
                Duration.ofSeconds(3),
                MediaEvent.EndReason.FINISH_KEY,
                "#"));

        await().until(() -> node.engine.sessions() == 0);
        assertThat(node.vaulted).containsExactly(record.recording());
        assertThat(recordings()).extracting(Recording::status).containsExactly(Recording.Status.COMPLETED);
        assertThat(node.records()).extracting(CallRecord::sid).containsExactly(call);
    }

    @Test
    void recordingThatRunsWhenTheSessionCannotBeSavedIsReportedAsLost() {
        node.documents = request -> "<Record/>";
        CallSid call = node.rings(1);
        await().until(() -> node.commands(MediaCommand.Record.class).size() == 1);
        node.sessions.saving = session -> {
            throw new IllegalStateException("cannot be written");
        };
        node.engine.report(call, new SignalEvent.Ringing(call, 180, Optional.empty()));

        await().until(() -> node.engine.sessions() == 0);
        assertThat(recordings()).extracting(Recording::status).containsExactly(Recording.Status.FAILED);
    }

    private List<Recording> recordings() {
        return node.written.stream()
                .filter(OutboxEntry.Recorded.class::isInstance)
                .map(entry -> ((OutboxEntry.Recorded) entry).recording())
                .toList();
    }

    /** Says nothing, and fails on the first event. */
    private static final class Faulty implements VerbRunner<Say> {
        private final Supplier<Throwable> fault;
        private final boolean cannotBeAbandoned;

        Faulty(Supplier<Throwable> fault, boolean cannotBeAbandoned) {
            this.fault = fault;
            this.cannotBeAbandoned = cannotBeAbandoned;
        }

        @Override
        public Class<Say> handles() {
            return Say.class;
        }

        @Override
        public Step start(Say verb, CallState call) {
            return Step.stay(call.in(new VerbState.Waiting()));
        }

        @Override
        public Step on(Event event, Say verb, CallState call) {
            if (event instanceof Event.Signalled) {
                throw fail();
            }
            return Step.stay(call);
        }

        @Override
        public CallState abandon(Say verb, CallState call) {
            if (cannotBeAbandoned) {
                throw fail();
            }
            return call;
        }

        private RuntimeException fail() {
            Throwable thrown = fault.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            return (RuntimeException) thrown;
        }
    }
}
