// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.signalling.IncomingCall;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink.Admission;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.OutboxEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a Dial leads, and where it may not lead. */
class RouterTest {
    private final TestNode node = new TestNode();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void numberOfThePlatformIsCalledThroughThePlatform() {
        SignalCommand.Invite invite = dials("<Dial>" + TestNode.NUMBER + "</Dial>", 0);

        assertThat(invite.uri()).isEqualTo("sip:+15550001@127.0.0.1:5060");
        assertThat(invite.hops()).isEqualTo(10);
    }

    @Test
    void anyOtherNumberGoesToTheTrunk() {
        SignalCommand.Invite invite = dials("<Dial>+15550002</Dial>", 3);

        assertThat(invite.uri()).isEqualTo("sip:+15550002@127.0.0.1:5070");
        assertThat(invite.hops()).isEqualTo(4);
    }

    @Test
    void numberThatTheOperatorDoesNotAllowIsNotCalled() {
        assertThat(refused("<Dial>+442079460958</Dial>", 0)).isEqualTo(13227);
        assertThat(refused("<Dial><Sip>sip:+442079460958@127.0.0.1:5070</Sip></Dial>", 0))
                .isEqualTo(13227);
        assertThat(node.signals(SignalCommand.Invite.class)).isEmpty();
    }

    @Test
    void numbersThatDialOneAnotherInACircleAreStopped() {
        assertThat(refused("<Dial>" + TestNode.NUMBER + "</Dial>", 60)).isEqualTo(13227);
        assertThat(node.signals(SignalCommand.Invite.class)).isEmpty();
    }

    @Test
    void callerIdOfSomebodyElseIsRefused() {
        assertThat(refused("<Dial callerId='+18005550199'>+15550002</Dial>", 0)).isEqualTo(13214);
        assertThat(refused("<Dial callerId='+18005550199'><Sip>sip:b@example.com</Sip></Dial>", 0))
                .isEqualTo(13214);
        assertThat(refused("<Dial callerId='Hotel'>+15550002</Dial>", 0)).isEqualTo(13214);
        assertThat(node.signals(SignalCommand.Invite.class)).isEmpty();
    }

    @Test
    void ownAndPassedOnNumbersAndNamesTowardsSipAreShown() {
        assertThat(dials("<Dial callerId='+15550001'>+15550002</Dial>", 0)
                        .from()
                        .address())
                .isEqualTo("+15550001");
        assertThat(dials("<Dial callerId='+15551234567'>+15550002</Dial>", 0)
                        .from()
                        .address())
                .isEqualTo("+15551234567");
        assertThat(dials("<Dial callerId='Hotel'><Sip>sip:b@example.com</Sip></Dial>", 0)
                        .from()
                        .address())
                .isEqualTo("Hotel");
    }

    @Test
    void sipAddressInAClosedNetworkIsNotCalled() {
        assertThat(refused("<Dial><Sip>sip:x@169.254.169.254:80;transport=tcp</Sip></Dial>", 0))
                .isEqualTo(13227);
    }

    @Test
    void accountHasOnlyItsShareOfTheNode() {
        node.documents = request -> "<Pause length='60'/>";
        for (int i = 1; i <= 20; i++) {
            assertThat(arrives(i, 0)).isInstanceOf(Admission.Taken.class);
        }
        assertThat(arrives(21, 0)).isEqualTo(new Admission.Refused(503, "Service Unavailable"));

        CallSid first = sid(1);
        node.engine.report(first, new SignalEvent.Cancelled(first));
        await().until(() -> node.engine.sessions() == 19);
        assertThat(arrives(22, 0)).isInstanceOf(Admission.Taken.class);
    }

    private int calls;

    private SignalCommand.Invite dials(String document, int hops) {
        int before = node.signals(SignalCommand.Invite.class).size();
        node.documents = request -> document;
        arrives(++calls, hops);
        await().until(() -> node.signals(SignalCommand.Invite.class).size() > before);
        return node.signals(SignalCommand.Invite.class).get(before);
    }

    private int refused(String document, int hops) {
        node.written.clear();
        node.documents = request -> request.url().endsWith("/voice") ? document : "<Hangup/>";
        arrives(++calls, hops);
        await().until(() -> node.written.stream().anyMatch(OutboxEntry.Notified.class::isInstance));
        return node.written.stream()
                .filter(OutboxEntry.Notified.class::isInstance)
                .map(entry -> ((OutboxEntry.Notified) entry).notification().errorCode())
                .findFirst()
                .orElseThrow();
    }

    private Admission arrives(int number, int hops) {
        return node.engine
                .arrive(new IncomingCall(
                        sid(number),
                        PartyAddress.of("+15551234567"),
                        PartyAddress.of(TestNode.NUMBER.e164()),
                        "127.0.0.1",
                        Optional.of("v=0"),
                        Map.of(),
                        "id" + number,
                        hops))
                .toCompletableFuture()
                .join();
    }

    private static CallSid sid(int number) {
        return new CallSid("CA" + String.format("%032x", number));
    }
}
