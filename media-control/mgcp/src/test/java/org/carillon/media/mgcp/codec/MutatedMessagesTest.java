// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.carillon.media.mgcp.sdp.SdpException;
import org.carillon.media.mgcp.sdp.SessionDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer sends, reading it ends in a value or in the one exception; what was read can be written and read again. */
class MutatedMessagesTest {
    private static final int ROUNDS = 2_000;
    private static final List<String> SEEDS = List.of("""
            CRCX 1204 leg/$@media.example.net MGCP 1.0
            C: A3C47F21456789F0
            L: p:20, a:PCMU;PCMA
            M: sendrecv
            N: ca@[::1]:2428
            K: 1-5,7
            R: AU/oc(N),D/[0-9](D),L/hd(A,E(R(L/hu)))
            S: AU/pc(ip="http://h/a b.wav",si(500) mx=4 ni=true),L/rg@1f

            v=0
            o=- 25678 753849 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 3456 RTP/AVP 0 101
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            """, """
            200 1204 OK
            I: 1,2
            Z: leg/7@media.example.net
            Z2: leg/8@m
            .
            NTFY 7 leg/7@media.example.net MGCP 1.0
            X: 1
            O: AU/oc(AU/pa rc=100 dc=12#)
            """);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutationsOfRealMessagesNeverSurprise(long seed) {
        var random = new Random(seed);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            read += readAll(mutate(SEEDS.get(round % SEEDS.size()).getBytes(StandardCharsets.UTF_8), random));
        }
        assertThat(read)
                .as("the mutations are gentle enough that many messages survive")
                .isGreaterThan(ROUNDS / 4);
    }

    @Test
    void randomOctetsNeverSurprise() {
        var random = new Random(4);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] datagram = new byte[random.nextInt(400)];
            random.nextBytes(datagram);
            readAll(datagram);
        }
        assertThat(readAll(SEEDS.get(1).getBytes(StandardCharsets.UTF_8))).isEqualTo(2);
    }

    /** Reads everything that can be read; anything but the two documented exceptions fails the test. */
    private static int readAll(byte[] datagram) {
        int read = 0;
        try {
            for (String text : MgcpParser.split(datagram)) {
                read += readOne(text);
            }
        } catch (MgcpSyntaxException expected) {
            assertThat(expected.code()).isBetween(500, 599);
        }
        return read;
    }

    private static int readOne(String text) {
        MgcpMessage message;
        try {
            message = MgcpParser.parseOne(text);
        } catch (MgcpSyntaxException expected) {
            return 0;
        }
        List<MgcpMessage> again = MgcpParser.parse(new MgcpWriter(MgcpWriter.LineEnd.CRLF).write(message));
        assertThat(again).containsExactly(message);
        readValues(message);
        return 1;
    }

    private static void readValues(MgcpMessage message) {
        Parameters p = message.parameters();
        tolerate(p::mode);
        tolerate(p::notifiedEntity);
        tolerate(p::localOptions);
        tolerate(p::responseAcks);
        tolerate(p::specificEndpoints);
        tolerate(p::secondEndpoint);
        tolerate(() -> assertThat(RequestedEvent.parseList(RequestedEvent.format(p.requestedEvents())))
                .isEqualTo(p.requestedEvents()));
        tolerate(() -> p.signals()
                .forEach(s -> assertThat(AuArguments.parse(s.au().toString())).isEqualTo(s.au())));
        tolerate(() -> p.observedEvents().forEach(s -> s.au().number("rc")));
        message.descriptions().forEach(sdp -> {
            try {
                SessionDescription parsed = SessionDescription.parse(sdp);
                assertThat(SessionDescription.parse(parsed.toString())).isEqualTo(parsed);
                parsed.media().forEach(m -> m.payloads());
            } catch (SdpException expected) {
                assertThat(expected).hasMessageNotContainingAny("\n");
            }
        });
    }

    private static void tolerate(Runnable reader) {
        try {
            reader.run();
        } catch (MgcpSyntaxException expected) {
            assertThat(expected.code()).isBetween(500, 599);
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "\"(),= \r\n.@/:0".charAt(random.nextInt(13));
                case 2 -> bytes = cut(bytes, at, Math.min(bytes.length, at + random.nextInt(5)));
                default -> bytes = repeat(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] cut(byte[] bytes, int from, int to) {
        if (to - from >= bytes.length) {
            return bytes;
        }
        byte[] shorter = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, shorter, 0, from);
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return shorter;
    }

    private static byte[] repeat(byte[] bytes, int at) {
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 0, at + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
    }
}
