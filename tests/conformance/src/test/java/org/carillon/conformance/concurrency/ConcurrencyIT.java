// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application whose package says {@code @ConcurrencyControl(SipApplicationSession)}. */
class ConcurrencyIT extends WithRooms {
    @Deployment(testable = false)
    static WebArchive application() {
        return rooms().addPackage("org.carillon.conformance.concurrency.controlled");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void callsOfOneApplicationSessionAreHandledOneAtATime() {
        assertThat(seenByCalls()).isEqualTo("false");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void timerWaitsForACallOfItsApplicationSession() {
        assertThat(seen("timer")).isEqualTo("false");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void asynchronousWorkWaitsForACallOfItsApplicationSession() {
        assertThat(seen("applicationWork")).isEqualTo("false");
        assertThat(seen("sessionWork")).isEqualTo("false");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void cancelIsToldWhenItsApplicationSessionIsFree() {
        Call call = enter("rings", "INVITE");
        call.expect(180);
        seen("holds");
        call.send("CANCEL").expect(200);
        callsOfOthers();
        assertThat(peer.has(message -> message.status() == 487)).isFalse();
        open();
        call.expectOfInvite(487);
        assertThat(seen("noted")).isEqualTo("[true, cancelled]");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void webRequestWaitsForACallOfTheApplicationSessionItWorksWith() {
        List<CompletableFuture<String>> pages =
                Stream.of("meet", "meet", "meet").map(this::page).toList();
        assertThat(seenByCalls()).isEqualTo("false");
        assertThat(pages).allSatisfy(page -> assertThat(page.join()).isEqualTo("false"));
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void webRequestThatWantsToSeeToTheOrderItselfDoesNotWait() {
        seen("holds");
        assertThat(page("unmanaged").join()).isEqualTo("false");
        open();
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void applicationSessionInUseKeepsNoOtherCallWaiting() {
        seen("holds");
        // One for each lane, most likely.
        var waiting = Stream.generate(() -> enter("free", "MESSAGE")).limit(24).toList();
        callsOfOthers();
        assertThat(peer.has(message -> message.status() == 200)).isFalse();
        open();
        waiting.forEach(call -> call.expect(200));
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void requestsOfACallStayInOrderWhileTheyWaitForTheirApplicationSession() {
        Call call = enter("answers", "INVITE");
        call.expect(200);
        call.ack();
        seen("holds");
        var numbers = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        numbers.forEach(number -> call.send(call.request("INFO").add("X-Number", number)));
        open();
        assertThat(call.expect(200).require("X-Seen")).isEqualTo("[true, " + String.join(", ", numbers) + "]");
    }

    @Test
    @Proves(value = "JSR 289 6.4.2", negative = true)
    void requestBeyondWhatMayWaitForAnApplicationSessionGets503() {
        Call call = enter("answers", "INVITE");
        call.expect(200);
        call.ack();
        seen("holds");
        IntStream.range(0, 300).forEach(i -> call.send(call.request("INFO").add("X-Number", Integer.toString(i))));
        SipMessage refused = peer.take("503 to INFO", message -> message.status() == 503);
        assertThat(refused.callId()).isEqualTo(call.callId());
        assertThat(refused.require("CSeq")).endsWith(" INFO");
        page("open").join();
        peer.take(
                "200 to the last INFO that waited",
                message -> message.status() == 200
                        && message.header("X-Seen") != null
                        && message.require("X-Seen").contains(", 200"));
        assertThat(seen("meets")).isEqualTo("false");
    }
}
