// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
    private static final String OFFER = """
            v=0
            o=alice 2890844526 2890844527 IN IP4 198.51.100.1
            s=call
            c=IN IP4 198.51.100.1
            b=AS:64
            t=0 0
            a=sendonly
            m=audio 49170 RTP/AVP 8 0 101 77
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=ptime:30
            m=video 51372 RTP/AVP 99
            c=IN IP6 2001:db8::2
            a=rtpmap:99 H264/90000
            a=recvonly
            """;

    @Test
    void readsAnOfferWithStaticAndDynamicPayloads() {
        SessionDescription offer = SessionDescription.parse(OFFER);
        MediaDescription audio = offer.audio().orElseThrow();

        assertThat(offer.origin()).isEqualTo(new SdpOrigin("alice", "2890844526", "2890844527", "198.51.100.1"));
        assertThat(offer.addressOf(audio)).isEqualTo("198.51.100.1");
        assertThat(audio.port()).isEqualTo(49170);
        assertThat(audio.packetTime()).hasValue(30);
        assertThat(audio.payloads())
                .as("77 is dynamic and unknown, so it is left out")
                .containsExactly(
                        Payload.of(8, "PCMA", 8000),
                        Payload.of(0, "PCMU", 8000),
                        new Payload(101, "telephone-event", 8000, 1, "0-16"));
        assertThat(audio.payload("pcmu", 8000)).isPresent();
    }

    @Test
    void aStreamsOwnAddressAndDirectionWinOverTheSessions() {
        SessionDescription offer = SessionDescription.parse(OFFER);

        assertThat(offer.directionOf(offer.media().get(0))).isEqualTo(MediaDirection.SENDONLY);
        assertThat(offer.directionOf(offer.media().get(1))).isEqualTo(MediaDirection.RECVONLY);
        assertThat(offer.addressOf(offer.media().get(1))).isEqualTo("2001:db8::2");
    }

    @Test
    void printedDescriptionsAreReadBackEqual() {
        SessionDescription offer = SessionDescription.parse(OFFER);

        assertThat(SessionDescription.parse(offer.toString())).isEqualTo(offer);
        assertThat(offer.toString()).contains("c=IN IP6 2001:db8::2\r\n").doesNotContain("\n\n");
    }

    @Test
    void anAnswerIsBuiltAndPrinted() {
        MediaDescription audio = MediaDescription.audio(
                        16384, List.of(Payload.of(0, "PCMU", 8000), Payload.telephoneEvent(101)))
                .with("ptime", "20")
                .with(MediaDirection.SENDRECV);
        MediaDescription video = SessionDescription.parse(OFFER).media().get(1).refused();
        SessionDescription answer =
                SessionDescription.of(SdpOrigin.of(1, 1, "127.0.0.1"), audio).withMedia(List.of(audio, video));

        assertThat(answer).hasToString("""
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio 16384 RTP/AVP 0 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                a=sendrecv
                m=video 0 RTP/AVP 99
                """.replace("\n", "\r\n"));
    }

    @Test
    void changingTheDirectionReplacesTheOldOne() {
        MediaDescription audio = MediaDescription.audio(2, List.of(Payload.of(0, "PCMU", 8000)))
                .with(MediaDirection.SENDRECV)
                .with(MediaDirection.INACTIVE);

        assertThat(audio.direction()).contains(MediaDirection.INACTIVE);
        assertThat(audio.attributes()).hasSize(2);
        assertThat(MediaDirection.SENDONLY.reversed()).isEqualTo(MediaDirection.RECVONLY);
    }

    @Test
    void aRefusedStreamIsNoAudio() {
        assertThat(SessionDescription.parse("v=0\no=- 1 1 IN IP4 h\nm=audio 0 RTP/AVP 0\n")
                        .audio())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=0",
                "v=1\no=- 1 1 IN IP4 h",
                "v=0\no=- 1 1",
                "v=0\no=- 1 1 IN IP4 h\nm=audio x RTP/AVP 0",
                "v=0\no=- 1 1 IN IP4 h\nm=audio 99999 RTP/AVP 0",
                "v=0\no=- 1 1 IN IP4 h\nm=audio 1",
                "v=0\no=- 1 1 IN IP4 h\nc=IN IP4",
                "v=0\no=- 1 1 IN IP4 h\na=",
                "v=0\no=- 1 1 IN IP4 h\nbroken",
                "v=0\no=- 1 1 IN IP4 h\na=x:\u0001"
            })
    void malformedDescriptionsAreRefused(String text) {
        assertThatThrownBy(() -> SessionDescription.parse(text)).isInstanceOf(SdpException.class);
    }

    @Test
    void aMalformedMapIsRefusedWhenItsPayloadIsRead() {
        SessionDescription sdp =
                SessionDescription.parse("v=0\no=- 1 1 IN IP4 h\nm=audio 4 RTP/AVP 96\na=rtpmap:96 opus\n");

        assertThatThrownBy(() -> sdp.media().get(0).payloads()).isInstanceOf(SdpException.class);
    }

    @Test
    void sizesAreBounded() {
        String head = "v=0\no=- 1 1 IN IP4 h\nm=audio 4 RTP/AVP 0\n";

        assertThatThrownBy(() -> SessionDescription.parse(head + "a=x\n".repeat(300)))
                .isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> SessionDescription.parse(head + "a=" + "x".repeat(20_000)))
                .isInstanceOf(SdpException.class);
    }
}
