// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A server of the test's own, and one that never answers, both on loopback. */
class DnsClientTest {
    private final DatagramSocket speaks = socket();
    private final DatagramSocket silent = socket();

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        speaks.close();
        silent.close();
    }

    private static Record record(String name, int type, long ttl, String data) {
        try {
            return Record.fromString(Name.fromString(name), type, DClass.IN, ttl, data, Name.root);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Answers one query. */
    private void answer(Consumer<Message> content) {
        var thread = new Thread(() -> {
            var packet = new DatagramPacket(new byte[512], 512);
            try {
                speaks.receive(packet);
                var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                var answer = new Message(query.getHeader().getID());
                answer.getHeader().setFlag(Flags.QR);
                answer.addRecord(query.getQuestion(), Section.QUESTION);
                content.accept(answer);
                var bytes = answer.toWire();
                speaks.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed before it was asked, which the test notices by itself.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static Dns.Answer ask(Duration timeout, DatagramSocket... servers) throws IOException {
        var settings = new LocationSettings(
                List.of(servers).stream()
                        .map(socket -> (InetSocketAddress) socket.getLocalSocketAddress())
                        .toList(),
                timeout);
        return new DnsClient(settings).ask("x.test", Type.A, System.nanoTime() + timeout.toNanos());
    }

    @Test
    void aliasIsFollowedAndTheShortestTimeHolds() throws IOException {
        answer(answer -> {
            answer.addRecord(record("x.test.", Type.CNAME, 20, "y.test."), Section.ANSWER);
            answer.addRecord(record("z.test.", Type.A, 90, "192.0.2.9"), Section.ANSWER);
            answer.addRecord(record("y.test.", Type.A, 60, "192.0.2.1"), Section.ANSWER);
        });

        var found = ask(Duration.ofSeconds(5), speaks);

        assertThat(found.records()).extracting(Record::rdataToString).containsExactly("192.0.2.1");
        assertThat(found.ttlSeconds()).isEqualTo(20);
    }

    @Test
    void nameThatIsNotThereIsAnAnswerAndHoldsAsItsZoneSays() throws IOException {
        answer(answer -> {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
            answer.addRecord(record("test.", Type.SOA, 900, "ns.test. admin.test. 1 2 3 4 17"), Section.AUTHORITY);
        });

        assertThat(ask(Duration.ofSeconds(5), speaks)).isEqualTo(new Dns.Answer(List.of(), 17));
    }

    @Test
    void serverThatIsSilentOrFailsIsFollowedByTheNext() throws IOException {
        answer(answer -> answer.addRecord(record("x.test.", Type.A, 60, "192.0.2.1"), Section.ANSWER));

        assertThat(ask(Duration.ofMillis(1_500), silent, speaks).records()).hasSize(1);
    }

    @Test
    void silenceAndRefusalAreFailures() {
        assertThatThrownBy(() -> ask(Duration.ofMillis(300), silent))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("x.test");
        answer(answer -> answer.getHeader().setRcode(Rcode.REFUSED));
        assertThatThrownBy(() -> ask(Duration.ofSeconds(5), speaks))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("REFUSED");
    }

    @Test
    void whatIsNoNameHasNoRecords() throws IOException, TextParseException {
        var dns = new DnsClient(new LocationSettings(List.of(), Duration.ofSeconds(1)));

        assertThat(dns.ask("a..b", Type.A, System.nanoTime()).records()).isEmpty();
        assertThat(dns.ask("x".repeat(300), Type.A, System.nanoTime()).records())
                .isEmpty();
    }
}
