// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.carillon.sip.metrics.ResponseClass;
import org.carillon.sip.metrics.SipMethod;
import org.carillon.sip.metrics.Traffic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EarlyRefusalTest {
    private static final int SET_POINT = 250;
    private static final int LATE = 251;

    private final Traffic traffic = new Traffic();
    private final Set<String> known = new HashSet<>();
    private final List<String> answers = new ArrayList<>();
    private long now;
    private final Admission admission = new Admission(() -> now, SET_POINT, 1_000_000);
    private final SourceLimits limits = new SourceLimits(() -> 0, 32_000);
    private final EarlyRefusal refusal = new EarlyRefusal(admission, limits, () -> 7, known::contains, traffic);

    /** Nothing is strict then but the wait. */
    @BeforeEach
    void warm() {
        for (long i = 0; i < Admission.WARM; i++) {
            assertThat(admission.admits(0)).isTrue();
        }
        LaneWait.note(0, null);
    }

    private static String request(String method, String branch, String to) {
        return method + " sip:b@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK" + branch
                + "\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: " + to + "\r\nCall-ID: c\r\nCSeq: 1 " + method
                + "\r\nMax-Forwards: 70\r\n\r\n";
    }

    private static String invite(String branch) {
        return request("INVITE", branch, "<sip:b@127.0.0.1>");
    }

    private boolean takes(String message, long waited) {
        return takes(refusal, message, waited);
    }

    private boolean takes(EarlyRefusal by, String message, long waited) {
        var bytes = message.getBytes(StandardCharsets.US_ASCII);
        var packet = new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), 6_000);
        return by.takes(
                packet,
                waited,
                (answer, address, port) -> answers.add(
                        address.getHostAddress() + ":" + port + " " + new String(answer, StandardCharsets.US_ASCII)));
    }

    @Test
    void addressThatAcknowledgesNothingGets503ForAnInviteOnly() {
        limits.maxUnacknowledged(4);
        limits.accepted("one", "t", InetAddress.getLoopbackAddress());
        assertThat(takes(invite("1"), 0)).isFalse();
        limits.accepted("two", "t", InetAddress.getLoopbackAddress());

        assertThat(takes(invite("2"), 0)).isTrue();
        assertThat(takes(request("REGISTER", "3", "<sip:b@127.0.0.1>"), 0)).isFalse();
        assertThat(answers).singleElement().asString().contains("SIP/2.0 503", "Retry-After: 7");
        assertThat(admission.refusals()).isEqualTo(1);
    }

    @Test
    void addressForWhichTooMuchIsKeptGets503ForAllButInvites() {
        limits.maxLingering(2);
        limits.kept(InetAddress.getLoopbackAddress());

        assertThat(takes(request("REGISTER", "3", "<sip:b@127.0.0.1>"), 0)).isTrue();
        assertThat(takes(invite("2"), 0)).isFalse();
    }

    @Test
    void requestThatHasWaitedTooLongGets503WithRetryAfter() {
        assertThat(takes(invite("1"), LATE)).isTrue();

        assertThat(answers).hasSize(1);
        assertThat(answers.get(0))
                .startsWith(
                        "127.0.0.1:5070 SIP/2.0 503 Service Unavailable\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1\r\n")
                .contains("\r\nTo: <sip:b@127.0.0.1>;tag=busy-")
                .contains("\r\nRetry-After: 7\r\n")
                .endsWith("\r\nContent-Length: 0\r\n\r\n");
        assertThat(admission.refusals()).isEqualTo(1);
    }

    @Test
    void refusalIsCountedAsIfTheDispatcherHadMadeIt() {
        takes(invite("1"), LATE);

        assertThat(traffic.requestsReceived(SipMethod.INVITE)).isEqualTo(1);
        assertThat(traffic.requestsAbsorbed()).isZero();
        assertThat(traffic.responsesSent(ResponseClass.of(503))).isEqualTo(1);
    }

    @Test
    void requestInTimeIsLeftToTheStack() {
        assertThat(takes(invite("1"), SET_POINT)).isFalse();
        assertThat(answers).isEmpty();
    }

    @Test
    void whatWasRefusedStaysRefusedWithTheSameAnswer() {
        takes(invite("1"), LATE);

        assertThat(takes(invite("1"), 0)).isTrue();
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(takes(invite("2"), 0)).isFalse();
    }

    @Test
    void repetitionOfWhatWasTakenIsLeftToItsTransaction() {
        known.add("z9hg4bk1");

        assertThat(takes(invite("1"), LATE)).isFalse();
        assertThat(takes(invite("2"), LATE)).isTrue();
    }

    @Test
    void ackToARefusalEndsHereAlsoWhenTheLanesHaveCaughtUp() {
        takes(invite("1"), LATE);

        assertThat(takes(request("ACK", "1", "<sip:b@127.0.0.1>;tag=busy-1f"), 0))
                .isTrue();
        assertThat(takes(request("ACK", "1", "<sip:b@127.0.0.1>;tag=1f"), LATE)).isFalse();
        assertThat(answers).hasSize(1);
        assertThat(traffic.requestsReceived(SipMethod.ACK)).isEqualTo(1);
    }

    @Test
    void whatBelongsToACallGoesOn() {
        assertThat(takes(request("BYE", "1", "<sip:b@127.0.0.1>;tag=2"), LATE)).isFalse();
        assertThat(takes(request("INVITE", "2", "<sip:b@127.0.0.1>;tag=2"), LATE))
                .isFalse();
        assertThat(takes(request("INVITE", "2", "<sip:b@127.0.0.1>;tag=busy-2"), LATE))
                .isFalse();
        assertThat(takes(request("CANCEL", "3", "<sip:b@127.0.0.1>"), LATE)).isFalse();
        assertThat(takes("SIP/2.0 200 OK\r\n\r\n", LATE)).isFalse();
        assertThat(admission.refusals()).isZero();
    }

    @Test
    void coldServerCountsARequestOnce() {
        var cold = new Admission(() -> now, SET_POINT, 1);
        var early = new EarlyRefusal(cold, limits, () -> 7, known::contains, traffic);

        assertThat(takes(early, invite("1"), 0)).isFalse();
        assertThat(LaneWait.isAdmitted()).isTrue();
        assertThat(takes(early, invite("2"), 0)).isTrue();
        LaneWait.note(0, null);
        assertThat(LaneWait.isAdmitted()).isFalse();
    }
}
