// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    private static final String VIA = "SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKabc";

    private static String invite(String via, String more) {
        return "INVITE sip:b@192.0.2.9 SIP/2.0\r\nVia: " + via + "\r\nFrom: <sip:a@192.0.2.1>;tag=1\r\n"
                + "To: <sip:b@192.0.2.9>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n" + more
                + "Content-Length: 4\r\n\r\nbody";
    }

    /** Read as if it had come from 192.0.2.1, port 6000. */
    private static @Nullable RequestHead read(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            var from = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
            return RequestHead.of(new DatagramPacket(bytes, bytes.length, from, 6_000));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RequestHead understood(String message) {
        var head = read(message);
        assertThat(head).isNotNull();
        return Objects.requireNonNull(head);
    }

    @Test
    void answerRepeatsWhatItHasToAndEndsWithTo() {
        var head = understood(invite(VIA + "\r\nVia: SIP/2.0/TCP x;branch=z9hG4bKdef", "Subject: s\r\n"));

        assertThat(head.repeated())
                .isEqualTo("Via: " + VIA + "\r\nVia: SIP/2.0/TCP x;branch=z9hG4bKdef\r\n"
                        + "From: <sip:a@192.0.2.1>;tag=1\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\nTo: <sip:b@192.0.2.9>");
        assertThat(head.branch()).isEqualTo("z9hg4bkabc");
        assertThat(head.replyPort()).isEqualTo(5_070);
        assertThat(head.opens()).isTrue();
    }

    @Test
    void compactNamesAndAnyCaseAreUnderstood() {
        var head = understood("OPTIONS sip:b@192.0.2.9 SIP/2.0\r\nv: " + VIA
                + "\r\nf: <sip:a@192.0.2.1>;tag=1\r\nT: <sip:b@192.0.2.9>\r\ni: c\r\ncseq: 1 OPTIONS\r\n\r\n");

        assertThat(head.method()).isEqualTo("OPTIONS");
        assertThat(head.opens()).isTrue();
    }

    @Test
    void portThatIsAskedForIsFilledInAndUsed() {
        var head = understood(invite("SIP/2.0/UDP 10.0.0.1:5070;rport ;branch=z9hG4bKabc", ""));

        assertThat(head.replyPort()).isEqualTo(6_000);
        assertThat(head.repeated())
                .startsWith("Via: SIP/2.0/UDP 10.0.0.1:5070;rport=6000;branch=z9hG4bKabc;received=192.0.2.1\r\n");
    }

    @Test
    void senderThatIsNotWhereItSaysIsToldWhereItIs() {
        var head = understood(invite("SIP/2.0/UDP pbx.example;branch=z9hG4bKabc , SIP/2.0/TCP y;branch=z9hG4bKd", ""));

        assertThat(head.replyPort()).isEqualTo(5_060);
        assertThat(head.repeated())
                .startsWith("Via: SIP/2.0/UDP pbx.example;branch=z9hG4bKabc;received=192.0.2.1,"
                        + " SIP/2.0/TCP y;branch=z9hG4bKd\r\n");
    }

    @Test
    void hostThatOnlyBeginsLikeTheSendersIsAnotherOne() {
        assertThat(understood(invite("SIP/2.0/UDP 192.0.2.10:5070;branch=z9hG4bKabc", ""))
                        .repeated())
                .startsWith("Via: SIP/2.0/UDP 192.0.2.10:5070;branch=z9hG4bKabc;received=192.0.2.1\r\n");
        assertThat(understood(invite("SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKabc", ""))
                        .repeated())
                .startsWith("Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKabc\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:b@x>;tag=9, 9",
        "<sip:b@x>;q=1;TAG=9;r, 9",
        "sip:b@x;tag=9, 9",
        "<sip:b@x;tag=9>,",
        "\"a;tag=9\" <sip:b@x>,",
    })
    void tagIsThatOfTheHeader(String to, @Nullable String tag) {
        assertThat(understood(invite(VIA, "").replace("<sip:b@192.0.2.9>", to)).toTag())
                .isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Replaces: x\r\n", "join: x\r\n"})
    void inviteThatGoesOnWithACallOpensNothing(String header) {
        assertThat(understood(invite(VIA, header)).opens()).isFalse();
    }

    @Test
    void whatBelongsToADialogOrToAnotherRequestOpensNothing() {
        assertThat(understood(invite(VIA, "").replace("To: <sip:b@192.0.2.9>", "To: <sip:b@192.0.2.9>;tag=2"))
                        .opens())
                .isFalse();
        assertThat(understood(invite(VIA, "").replace("INVITE", "CANCEL")).opens())
                .isFalse();
        assertThat(understood(invite(VIA, "").replace("INVITE", "ACK")).opens()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "INVITE",
                "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP x;branch=z9hG4bKabc\r\n\r\n",
                "INVITE sip:b@x SIP/3.0\r\nVia: SIP/2.0/UDP x;branch=z9hG4bKabc\r\n\r\n",
                "INVITE sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP x;branch=z9hG4bKabc\r\n\r\n",
                "INVITE sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP x;branch=z9hG4bKabc",
                "INVITE sip:b@x SIP/2.0\r\nnothing\r\n\r\n"
            })
    void whatIsNoWholeRequestIsLeftToTheParser(String message) {
        assertThat(read(message)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0/UDP 192.0.2.1;branch=old",
                "SIP/2.0/UDP 192.0.2.1",
                "SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKabc",
                "SIP / 2.0 / UDP 192.0.2.1;branch=z9hG4bKabc",
                "SIP/2.0/UDP 192.0.2.1;maddr=192.0.2.7;branch=z9hG4bKabc",
                "SIP/2.0/UDP 192.0.2.1;received=192.0.2.7;branch=z9hG4bKabc",
                "SIP/2.0/UDP 192.0.2.1;rport=7;branch=z9hG4bKabc",
                "SIP/2.0/UDP 192.0.2.1:0;branch=z9hG4bKabc",
                "SIP/2.0/UDP 192.0.2.1:99999;branch=z9hG4bKabc",
                "SIP/2.0/UDP 192.0.2.1:a;branch=z9hG4bKabc",
                "SIP/2.0/UDP 192.0.2.1;x=\"a,b\";branch=z9hG4bKabc",
                "SIP/2.0/UDP 192.0.2.1\r\n ;branch=z9hG4bKabc"
            })
    void viaThatIsRareIsLeftToTheParser(String via) {
        assertThat(read(invite(via, ""))).isNull();
    }

    @Test
    void lineThatGoesOnIsLeftToTheParser() {
        assertThat(read(invite(VIA, "Subject: a\r\n b\r\n"))).isNull();
    }

    @Test
    void addressOfVersionSixHasItsPortBehindTheBracket() {
        assertThat(understood(invite("SIP/2.0/UDP [2001:db8::1]:5071;branch=z9hG4bKabc", ""))
                        .replyPort())
                .isEqualTo(5_071);
        assertThat(understood(invite("SIP/2.0/UDP [2001:db8::1];branch=z9hG4bKabc", ""))
                        .replyPort())
                .isEqualTo(5_060);
    }
}
