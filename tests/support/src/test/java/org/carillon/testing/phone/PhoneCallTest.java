// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.carillon.testing.NotSeen;
import org.carillon.testing.net.LoopbackPorts;
import org.carillon.testing.timeline.Timeline;
import org.carillon.testing.timeline.TimelineEvent.Arrow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhoneCallTest {
    private final Timeline timeline = new Timeline();
    private final Phone alice =
            Phone.start(PhoneSettings.named("alice").timeline(timeline).patience(Duration.ofSeconds(5)));
    private final Phone bob =
            Phone.start(PhoneSettings.named("bob").timeline(timeline).patience(Duration.ofSeconds(5)));

    @AfterEach
    void closePhones() {
        alice.close();
        bob.close();
    }

    @Test
    void callerHearsRingingAndAnswerAndHangsUp() {
        PhoneCall out = alice.call(bob.uri());
        PhoneCall in = bob.awaitCall();
        in.ring();
        out.awaitRinging();
        in.answer();
        out.awaitAnswered();
        in.awaitAcknowledged();
        out.hangUp();
        in.awaitHungUp();
        assertThat(out.endedBy()).contains(EndedBy.THIS_PHONE);
        assertThat(out.finalResponse().orElseThrow().status()).isEqualTo(200);
        assertThat(out.provisional()).contains(180);
    }

    @Test
    void calleeCanHangUpToo() {
        bob.onCall(IncomingPolicy.answer());
        PhoneCall out = alice.call(bob.uri()).awaitAnswered();
        bob.calls().get(0).awaitAcknowledged().hangUp();
        out.awaitHungUp();
        assertThat(out.talkTime()).isPositive();
    }

    @Test
    void callerGivesUpWhileRinging() {
        bob.onCall(IncomingPolicy.ring());
        PhoneCall out = alice.call(bob.uri()).awaitRinging().cancel();
        assertThat(out.awaitFinal().status()).isEqualTo(487);
        PhoneCall in = bob.calls().get(0).awaitCancelled();
        assertThat(in.state()).isEqualTo(CallState.ENDED);
        assertThat(out.endedBy()).contains(EndedBy.THIS_PHONE);
    }

    @Test
    void busyCalleeIsSeenWithItsOwnReason() {
        PhoneCall out = alice.call(bob.uri());
        bob.awaitCall().reject(486, "On The Other Line");
        FinalResponse said = out.awaitFinal();
        assertThat(said.status()).isEqualTo(486);
        assertThat(said.reason()).isEqualTo("On The Other Line");
        assertThatThrownBy(out::awaitAnswered)
                .isInstanceOf(NotSeen.class)
                .hasMessageContaining("the call is over")
                .hasMessageContaining("486");
    }

    @Test
    void redirectionShowsItsContact() {
        PhoneCall out = alice.call(bob.uri());
        bob.awaitCall().redirect("sip:carol@127.0.0.1:25999");
        assertThat(out.awaitFinal().header("Contact").orElseThrow()).contains("carol@127.0.0.1:25999");
    }

    @Test
    void headersAndIdentitiesArrive() {
        alice.call(CallRequest.to(bob.uri())
                .from("sip:+15559990001@127.0.0.1")
                .assertedIdentity("sip:+15559990002@127.0.0.1")
                .header("X-Colour", "blue"));
        PhoneCall in = bob.awaitCall();
        assertThat(in.header("From").orElseThrow()).contains("sip:+15559990001@127.0.0.1");
        assertThat(in.header("P-Asserted-Identity").orElseThrow()).contains("+15559990002");
        assertThat(in.header("x-colour")).contains("blue");
        assertThat(in.requestUri()).startsWith(bob.uri());
    }

    @Test
    void callsOverTcp() {
        try (Phone carol = Phone.start(PhoneSettings.named("carol").tcp().timeline(timeline))) {
            bob.onCall(IncomingPolicy.answerAfter(Duration.ofMillis(50)));
            PhoneCall out = carol.call(bob.uri()).awaitAnswered();
            PhoneCall in = bob.calls().get(0).awaitAcknowledged();
            assertThat(in.header("Via").orElseThrow()).contains("/TCP");
            in.hangUp();
            out.awaitHungUp();
        }
    }

    @Test
    void phoneThatAnswersNothingIsNotWaitedForTooLong() {
        PhoneCall out = alice.call(bob.uri());
        assertThatThrownBy(() -> out.awaitAnswered(Duration.ofMillis(200)))
                .isInstanceOf(NotSeen.class)
                .hasMessageContaining("an answer")
                .hasMessageContaining("INVITE");
    }

    @Test
    void vanishedPhoneSaysNothingMore() {
        var hasty = PhoneSettings.named("hasty").timeline(timeline).patience(Duration.ofMillis(700));
        try (Phone caller = Phone.start(hasty)) {
            bob.onCall(IncomingPolicy.answer());
            PhoneCall out = caller.call(bob.uri()).awaitAnswered(Duration.ofSeconds(5));
            PhoneCall in = bob.calls().get(0).awaitAcknowledged();
            out.audio().awaitSilence(Duration.ofMillis(100), Duration.ofSeconds(2));
            in.vanish();
            out.audio().awaitNoPackets(Duration.ofMillis(200), Duration.ofSeconds(2));
            assertThatThrownBy(out::hangUp).isInstanceOf(NotSeen.class).hasMessageContaining("BYE");
            assertThat(timeline.first("bob", Arrow.OUT, "BYE")).isEmpty();
            assertThat(timeline.first("bob", Arrow.OUT, "200 OK (BYE)")).isEmpty();
        }
    }

    @Test
    void messagesStandInTheTimelineOnceAndInOrder() {
        bob.onCall(IncomingPolicy.answer());
        PhoneCall out = alice.call(bob.uri()).awaitAnswered();
        bob.calls().get(0).awaitAcknowledged();
        out.hangUp();
        assertThat(out.events().stream().filter(e -> e.arrow() != Arrow.HERE).map(e -> e.arrow() + " " + e.text()))
                .containsExactly("OUT INVITE SDP", "IN 200 OK SDP", "OUT ACK", "OUT BYE", "IN 200 OK (BYE)");
    }

    @Test
    void closedPhoneGivesItsPortBack() {
        Phone carol = Phone.start("carol");
        int port = carol.port();
        assertThat(LoopbackPorts.isFree(port)).isFalse();
        carol.close();
        assertThat(LoopbackPorts.isFree(port)).isTrue();
    }
}
