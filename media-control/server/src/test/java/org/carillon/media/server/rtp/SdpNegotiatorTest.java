// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.carillon.media.mgcp.sdp.MediaDirection;
import org.carillon.media.server.audio.G711;
import org.junit.jupiter.api.Test;

class SdpNegotiatorTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\n";
    private final SdpNegotiator negotiator = new SdpNegotiator("192.0.2.7", List.of());

    private static SdpNegotiator.LocalSide side(MediaDirection direction) {
        return new SdpNegotiator.LocalSide(16384, 5, 2, direction);
    }

    @Test
    void offerNamesBothCodecsAndEvents() {
        assertThat(negotiator.offer(side(MediaDirection.SENDRECV)))
                .contains(
                        "c=IN IP4 192.0.2.7",
                        "m=audio 16384 RTP/AVP 0 8 101",
                        "telephone-event/8000",
                        "a=ptime:20",
                        "a=sendrecv");
    }

    @Test
    void firstCodecOfTheOfferThatWeHaveIsTaken() throws Exception {
        String offer = HEAD + "m=audio 4000 RTP/AVP 9 18 8 0 97\r\na=rtpmap:97 telephone-event/8000\r\n";
        Negotiated agreed = negotiator.agree(offer);
        assertThat(agreed)
                .isEqualTo(new Negotiated(
                        G711.ALAW, 97, new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 4000), true, true));
        assertThat(negotiator.answer(offer, agreed, side(MediaDirection.SENDRECV)))
                .contains("m=audio 16384 RTP/AVP 8 97", "a=rtpmap:97 telephone-event/8000");
    }

    @Test
    void callAgentCanLimitTheCodecs() throws Exception {
        SdpNegotiator limited = new SdpNegotiator("192.0.2.7", List.of("PCMU", "G729"));
        assertThat(limited.agree(HEAD + "m=audio 4000 RTP/AVP 8 0\r\n").codec()).isEqualTo(G711.ULAW);
        assertThat(limited.offer(side(MediaDirection.SENDRECV))).contains("RTP/AVP 0 101");
    }

    @Test
    void offerToSendOnlyIsAnsweredByReceivingOnly() throws Exception {
        String offer = HEAD + "m=audio 4000 RTP/AVP 0\r\na=sendonly\r\n";
        Negotiated agreed = negotiator.agree(offer);
        assertThat(agreed.remoteReceives()).isFalse();
        assertThat(negotiator.answer(offer, agreed, side(MediaDirection.SENDRECV)))
                .contains("a=recvonly");
        assertThat(negotiator.answer(offer, agreed, side(MediaDirection.SENDONLY)))
                .contains("a=inactive");
    }

    @Test
    void unspecifiedAddressIsHold() throws Exception {
        String offer = HEAD.replace("c=IN IP4 10.0.0.1", "c=IN IP4 0.0.0.0") + "m=audio 4000 RTP/AVP 0\r\n";
        assertThat(negotiator.agree(offer).remote()).isNull();
    }

    @Test
    void otherStreamsAreRefusedInTheAnswer() throws Exception {
        String offer = HEAD + "m=video 5000 RTP/AVP 34\r\nm=audio 4000 RTP/AVP 0\r\nm=audio 4002 RTP/AVP 8\r\n";
        String answer = negotiator.answer(offer, negotiator.agree(offer), side(MediaDirection.SENDRECV));
        assertThat(answer.lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=video 0 RTP/AVP 34", "m=audio 16384 RTP/AVP 0", "m=audio 0 RTP/AVP 8");
    }

    @Test
    void offersWithoutAnythingCommonAreRefused() {
        assertRefused(HEAD + "m=audio 4000 RTP/AVP 18 9\r\n", SdpNegotiator.Refusal.NO_CODEC);
        assertRefused(HEAD + "m=audio 4000 RTP/SAVP 0\r\n", SdpNegotiator.Refusal.UNUSABLE);
        assertRefused(HEAD + "m=video 4000 RTP/AVP 34\r\n", SdpNegotiator.Refusal.UNUSABLE);
        assertRefused("nonsense", SdpNegotiator.Refusal.UNUSABLE);
        assertRefused(
                HEAD.replace("10.0.0.1", "host.example") + "m=audio 4000 RTP/AVP 0\r\n",
                SdpNegotiator.Refusal.UNUSABLE);
    }

    @Test
    void mediaGoesToNoNameGroupOrOtherFamily() {
        for (String address : List.of(
                "IP4 fade.cafe.de",
                "IP4 999.9.9.9",
                "IP4 1.2.3",
                "IP4 224.2.1.1",
                "IP4 255.255.255.255",
                "IP6 ::1",
                "IP6 ff02::1")) {
            assertRefused(
                    HEAD.replace("IP4 10.0.0.1\r\nt", address + "\r\nt") + "m=audio 4000 RTP/AVP 0\r\n",
                    SdpNegotiator.Refusal.UNUSABLE);
        }
    }

    @Test
    void serverOnIpv6TakesItsCallers() throws Exception {
        SdpNegotiator six = new SdpNegotiator("2001:db8::7", List.of());
        String offer = HEAD.replace("IP4 10.0.0.1\r\nt", "IP6 2001:db8::9\r\nt") + "m=audio 4000 RTP/AVP 0\r\n";
        assertThat(six.agree(offer).remote())
                .isEqualTo(new InetSocketAddress(InetAddress.getByName("2001:db8::9"), 4000));
    }

    @Test
    void streamThatTheFarSideRefusesIsNoAudio() throws Exception {
        assertRefused(HEAD + "m=audio 0 RTP/AVP 0\r\n", SdpNegotiator.Refusal.UNUSABLE);
        String second = HEAD + "m=audio 0 RTP/AVP 0\r\nm=audio 4002 RTP/AVP 0\r\n";
        assertThat(negotiator.agree(second).remote())
                .isEqualTo(new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 4002));
    }

    private void assertRefused(String offer, SdpNegotiator.Refusal refusal) {
        assertThatThrownBy(() -> negotiator.agree(offer))
                .isInstanceOfSatisfying(
                        SdpNegotiator.RefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
