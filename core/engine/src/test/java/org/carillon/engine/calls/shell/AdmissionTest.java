// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.IncomingCall;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink.Admission;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which calls are taken, and what of a call's beginning stands in its session. */
class AdmissionTest {
    private final TestNode node = new TestNode();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void suspendedAccountTakesNoCall() {
        node.accountStatus = Account.Status.SUSPENDED;

        assertThat(arrives(Map.of(), "+15551234567")).isEqualTo(new Admission.Refused(403, "Forbidden"));
        assertThat(node.engine.sessions()).isZero();
    }

    @Test
    void nodeThatCarriesAllItMayTakesNoMore() {
        try (TestNode small = new TestNode(2)) {
            small.rings(1);
            small.rings(2);
            small.rings(3);

            assertThat(small.engine.sessions()).isEqualTo(2);
            assertThat(small.engine.session(new CallSid("CA" + "%032x".formatted(3))))
                    .isEmpty();
        }
    }

    @Test
    void callerWithAnEndlessAddressIsRefused() {
        assertThat(arrives(Map.of(), "sip:" + "a".repeat(5_000) + "@example.com"))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void strangersHeadersAreBounded() {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            headers.put("X-Header-" + i, "v".repeat(2_000) + "\r\nEvil: yes");
        }
        arrives(headers, "+15551234567");

        Map<String, String> kept =
                node.engine.session(sid()).orElseThrow().legs().get(0).headers();
        assertThat(kept).hasSize(64);
        assertThat(kept.values()).allSatisfy(value -> assertThat(value).hasSize(1_024));
    }

    @Test
    void whatWasCarriedOutIsNotKeptAsPending() {
        CallSid call = node.rings(1);
        await().until(() -> node.engine.session(call).orElseThrow().script(call).isPresent()
                && !node.commands(MediaCommand.Play.class).isEmpty());
        node.engine.report(call, new SignalEvent.Ringing(call, 180, Optional.empty()));

        await().untilAsserted(() -> {
            List<Session> saved = node.sessions.saved;
            assertThat(saved.get(saved.size() - 1).pending()).isEmpty();
        });
    }

    @Test
    void callbackThatIsAnsweredWithAnErrorIsNoted() {
        node.callbackStatus = 404;
        node.statusCallback = Optional.of(new WebhookTarget("http://tenant.example.com/status", HttpMethod.POST));
        CallSid call = node.rings(1);
        node.engine.report(call, new SignalEvent.HungUp(call, Optional.empty()));

        await().until(() -> node.written.stream()
                .filter(OutboxEntry.Notified.class::isInstance)
                .map(entry -> ((OutboxEntry.Notified) entry).notification())
                .anyMatch(notification -> notification.errorCode() == 11200
                        && notification.message().contains("404")));
    }

    private Admission arrives(Map<String, String> headers, String from) {
        return node.engine
                .arrive(new IncomingCall(
                        sid(),
                        PartyAddress.of(from),
                        PartyAddress.of(TestNode.NUMBER.e164()),
                        "127.0.0.1",
                        Optional.of("v=0"),
                        headers,
                        "id",
                        0))
                .toCompletableFuture()
                .join();
    }

    private static CallSid sid() {
        return new CallSid("CA" + "7".repeat(32));
    }
}
