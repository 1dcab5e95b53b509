// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SessionDescriptionTest {
    private static final String OFFER = """
            v=0
            o=- 20518 0 IN IP4 127.0.0.2
            s=-
            c=IN IP4 127.0.0.2
            t=0 0
            a=sendonly
            m=audio 49170 RTP/AVP 8 0 97
            c=IN IP4 127.0.0.3
            a=rtpmap:97 telephone-event/8000
            m=video 51372 RTP/AVP 31
            c=IN IP4 127.0.0.4
            a=inactive
            """;

    @Test
    void firstAudioStreamIsReadAndTheOthersLeft() {
        SessionDescription sdp = SessionDescription.parse(OFFER);
        assertThat(sdp.host()).isEqualTo("127.0.0.3");
        assertThat(sdp.port()).isEqualTo(49170);
        assertThat(sdp.formats())
                .containsExactly(new Format(8, "PCMA/8000"), new Format(0, "PCMU/8000"), new Format(97, Format.EVENTS));
        assertThat(sdp.eventPayloadType()).hasValue(97);
        assertThat(sdp.direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void writtenTextIsReadAgain() {
        SessionDescription sdp = SessionDescription.parse(OFFER);
        assertThat(SessionDescription.parse(sdp.text())).isEqualTo(sdp);
    }

    @Test
    void addressOfZerosMeansHold() {
        SessionDescription sdp = SessionDescription.parse("c=IN IP4 0.0.0.0\nm=audio 4000 RTP/AVP 0\n");
        assertThat(sdp.meaning()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void textWithoutAudioIsRefused() {
        assertThatThrownBy(() -> SessionDescription.parse("v=0\nm=video 1 RTP/AVP 31\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no audio");
    }

    @Test
    void answerLeavesWhatBothAllow() {
        assertThat(Direction.SENDRECV.limitedBy(Direction.SENDONLY)).isEqualTo(Direction.RECVONLY);
        assertThat(Direction.SENDRECV.limitedBy(Direction.SENDRECV)).isEqualTo(Direction.SENDRECV);
        assertThat(Direction.SENDONLY.limitedBy(Direction.SENDONLY)).isEqualTo(Direction.INACTIVE);
        assertThat(Direction.SENDRECV.limitedBy(Direction.INACTIVE)).isEqualTo(Direction.INACTIVE);
        assertThat(Direction.SENDRECV.limitedBy(Direction.RECVONLY)).isEqualTo(Direction.SENDONLY);
    }
}
