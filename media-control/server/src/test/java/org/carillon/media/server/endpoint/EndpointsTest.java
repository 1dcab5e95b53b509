// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.carillon.media.mgcp.codec.ConnectionMode;
import org.carillon.media.server.audio.DtmfDetector;
import org.carillon.media.server.audio.G711;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.rtp.Negotiated;
import org.carillon.media.server.rtp.RtpPorts;
import org.carillon.media.server.rtp.SdpNegotiator;
import org.carillon.media.server.signal.EndReason;
import org.carillon.media.server.testing.Sounds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns are made by hand: datagrams over loopback are there as soon as they are sent, so nothing waits. */
class EndpointsTest {
    private static final InetSocketAddress AGENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2428);
    private static final Owner OWNER = new Owner(AGENT, List.of(new Owner.Notified("a@127.0.0.1:2428", AGENT)));

    private static final int TALKERS_SSRC = 7;

    private final List<String> told = new ArrayList<>();
    private final List<Talker> talkers = new ArrayList<>();
    private Endpoints endpoints;

    /** A far side that sends a tone with each turn. */
    private final class Talker {
        final DatagramChannel channel;
        final Leg leg;
        final short[] sound;
        final short[] heard = new short[8000];
        int at;
        int length;

        Talker(double frequency, int eventType) throws Exception {
            channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            leg = endpoints.createLeg(
                    "call", OWNER, new SdpNegotiator("127.0.0.1", List.of()), ConnectionMode.SENDRECV);
            leg.change(
                    ConnectionMode.SENDRECV,
                    new Negotiated(G711.ULAW, eventType, (InetSocketAddress) channel.getLocalAddress(), true, true));
            sound = Sounds.sine(8000, 900, 6000, frequency);
            talkers.add(this);
        }

        void talk() throws IOException {
            ByteBuffer packet = ByteBuffer.allocate(172);
            packet.putInt(0x8000_0000 | at / 160).putInt(at).putInt(TALKERS_SSRC);
            for (int i = 0; i < 160; i++) {
                packet.put(G711.ULAW.encode(sound[at++]));
            }
            send(packet);
        }

        void press(int ssrc, int event, int timestamp) throws IOException {
            ByteBuffer packet = ByteBuffer.allocate(16);
            packet.putInt(0x8065_0000).putInt(timestamp).putInt(ssrc).putInt(event << 24 | 10 << 16 | 160);
            send(packet);
        }

        private void send(ByteBuffer packet) throws IOException {
            channel.send(
                    packet.flip(),
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), leg.rtp().localPort()));
        }

        void listen() throws IOException {
            ByteBuffer packet = ByteBuffer.allocate(200);
            while (channel.receive(packet.clear()) != null) {
                packet.flip();
                for (int i = 12; i < packet.limit() && length < heard.length; i++) {
                    heard[length++] = G711.ULAW.decode(packet.get(i));
                }
            }
        }

        double hears(double frequency) {
            return Sounds.level(Arrays.copyOfRange(heard, length - 1600, length), frequency);
        }
    }

    @BeforeEach
    void open() throws IOException {
        EventSink sink = new EventSink() {
            @Override
            public void send(String endpoint, Owner owner, LoggedEvent event) {
                told.add(event.event());
            }

            @Override
            public void redirect(String endpoint, Owner owner) {}
        };
        EndpointLimits limits =
                new EndpointLimits(4, Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(10));
        endpoints = new Endpoints(
                limits,
                new RtpPorts(InetAddress.getLoopbackAddress(), 36_000, 36_999, new Random()),
                true,
                InstantSource.system(),
                sink,
                new Random());
        endpoints.seen(AGENT);
    }

    @AfterEach
    void close() throws IOException {
        endpoints.close();
        for (Talker talker : talkers) {
            talker.channel.close();
        }
    }

    private void turns(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            for (Talker talker : talkers) {
                talker.talk();
            }
            endpoints.turn();
            for (Talker talker : talkers) {
                talker.listen();
            }
        }
    }

    private String join(Mixer mixer, Talker talker, ConnectionMode mode, @Nullable String coached) {
        return mixer.join(talker.leg, mode, coached).get(0);
    }

    @Test
    void eachMemberHearsTheOthersButNotItself() throws Exception {
        Talker one = new Talker(400, -1);
        Talker two = new Talker(900, -1);
        Talker three = new Talker(1500, -1);
        Mixer mixer = endpoints.createMixer("call", OWNER);
        for (Talker talker : talkers) {
            join(mixer, talker, ConnectionMode.SENDRECV, null);
        }
        turns(40);
        assertThat(one.hears(900)).isGreaterThan(5000);
        assertThat(one.hears(1500)).isGreaterThan(5000);
        assertThat(one.hears(400)).isLessThan(150);
        assertThat(two.hears(400)).isGreaterThan(5000);
        assertThat(two.hears(900)).isLessThan(150);
        assertThat(three.hears(1500)).isLessThan(150);
    }

    @Test
    void coachIsHeardByOneMemberOnly() throws Exception {
        Talker agent = new Talker(400, -1);
        Talker customer = new Talker(900, -1);
        Talker coach = new Talker(1500, -1);
        Mixer mixer = endpoints.createMixer("call", OWNER);
        String coached = join(mixer, agent, ConnectionMode.SENDRECV, null);
        join(mixer, customer, ConnectionMode.SENDRECV, null);
        join(mixer, coach, ConnectionMode.SENDRECV, coached);
        turns(40);
        assertThat(agent.hears(1500)).isGreaterThan(5000);
        assertThat(customer.hears(1500)).isLessThan(150);
        assertThat(coach.hears(400)).isGreaterThan(5000);
        assertThat(coach.hears(900)).isGreaterThan(5000);
        assertThat(coach.hears(1500)).isLessThan(150);
    }

    @Test
    void deafMemberIsHeardButHearsNothing() throws Exception {
        Talker one = new Talker(400, -1);
        Talker two = new Talker(900, -1);
        Mixer mixer = endpoints.createMixer("call", OWNER);
        join(mixer, one, ConnectionMode.RECVONLY, null);
        join(mixer, two, ConnectionMode.SENDRECV, null);
        turns(40);
        assertThat(one.hears(900)).isLessThan(150);
        assertThat(two.hears(400)).isGreaterThan(5000);
    }

    @Test
    void joiningAnotherMixerLeavesTheFirst() throws Exception {
        Talker one = new Talker(400, -1);
        Mixer first = endpoints.createMixer("call", OWNER);
        join(first, one, ConnectionMode.SENDRECV, null);
        Mixer second = endpoints.createMixer("call", OWNER);
        join(second, one, ConnectionMode.SENDRECV, null);
        endpoints.deleteEmptyMixers();
        assertThat(endpoints.find(first.state().name())).isEmpty();
        assertThat(second.connections()).hasSize(1);
    }

    @Test
    void legThatFailsIsEndedAndSilencesNoOther() throws Exception {
        Leg broken =
                endpoints.createLeg("call", OWNER, new SdpNegotiator("127.0.0.1", List.of()), ConnectionMode.SENDRECV);
        Talker heard = new Talker(700, -1);
        byte[] six = new byte[16];
        six[15] = 1;
        InetSocketAddress unreachable = new InetSocketAddress(InetAddress.getByAddress(six), 4000);
        broken.change(ConnectionMode.SENDRECV, new Negotiated(G711.ULAW, -1, unreachable, true, true));
        turns(3);
        assertThat(told).containsExactly("CR/gone(rs=fault)");
        assertThat(endpoints.find(broken.state().name())).isEmpty();
        assertThat(heard.length).isEqualTo(3 * Pcm.FRAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {TALKERS_SSRC, 99})
    void eventsBetweenSoundAreOneKeyWhateverTheirSource(int ssrc) throws Exception {
        Talker talker = new Talker(400, 101);
        talker.leg.state().observe("1", "0123456789");
        turns(2);
        for (int i = 0; i < 6; i++) {
            talker.press(ssrc, 5, 320);
            turns(1);
        }
        talker.press(ssrc, 6, 1280);
        turns(1);
        assertThat(told).containsExactly("D/5", "D/6");
    }

    @Test
    void legOfASilentCallAgentIsDeletedWhenItsCallerIsGoneToo() throws Exception {
        Talker talker = new Talker(400, -1);
        turns(20);
        String name = talker.leg.state().name();
        for (int i = 0; i < 100; i++) {
            endpoints.turn();
        }
        assertThat(told).containsExactly("CR/rto(ms=400)");
        endpoints.seen(AGENT);
        for (int i = 0; i < 90; i++) {
            endpoints.turn();
        }
        assertThat(endpoints.find(name)).isPresent();
        for (int i = 0; i < 60; i++) {
            endpoints.turn();
        }
        assertThat(endpoints.find(name)).isEmpty();
        assertThat(told).containsExactly("CR/rto(ms=400)", "CR/gone(rs=lease)");
        assertThat(endpoints.eventsOfGone(name))
                .hasValueSatisfying(log -> assertThat(log.since(1)).hasSize(1));
    }

    @Test
    void legWithACallerOutlivesTheShortLease() throws Exception {
        Talker talker = new Talker(400, -1);
        for (int i = 0; i < 12; i++) {
            talker.at = 0;
            turns(15);
        }
        assertThat(endpoints.find(talker.leg.state().name())).isPresent();
    }

    @Test
    void limitOfLegsHoldsAndDeletingMakesRoom() throws Exception {
        Leg last = null;
        for (int i = 0; i < 4; i++) {
            last = endpoints.createLeg("c", OWNER, new SdpNegotiator("127.0.0.1", List.of()), ConnectionMode.SENDRECV);
        }
        assertThatThrownBy(() -> endpoints.createLeg(
                        "c", OWNER, new SdpNegotiator("127.0.0.1", List.of()), ConnectionMode.SENDRECV))
                .isInstanceOf(Endpoints.FullException.class);
        endpoints.delete(java.util.Objects.requireNonNull(last), EndReason.HANGUP);
        endpoints.createLeg("c", OWNER, new SdpNegotiator("127.0.0.1", List.of()), ConnectionMode.SENDRECV);
        assertThat(endpoints.legCount()).isEqualTo(4);
    }

    @Test
    void senderOfBothEventsAndTonesTypesEachKeyOnce() {
        KeyFilter filter = new KeyFilter();
        assertThat(filter.tone('5', true)).isEqualTo(DtmfDetector.NONE);
        assertThat(filter.event('5')).isEqualTo('5');
        for (int i = 0; i < 10; i++) {
            assertThat(filter.tick()).isEqualTo(DtmfDetector.NONE);
        }
        assertThat(filter.tone('6', true)).isEqualTo(DtmfDetector.NONE);
        assertThat(filter.tick()).isEqualTo(DtmfDetector.NONE);
    }

    @Test
    void toneCountsAfterAWaitWhenNoEventComes() {
        KeyFilter filter = new KeyFilter();
        filter.tone('5', true);
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            char key = filter.tick();
            keys.append(key == DtmfDetector.NONE ? "" : key);
        }
        assertThat(keys.toString()).isEqualTo("5");
        assertThat(new KeyFilter().tone('7', false)).isEqualTo('7');
    }

    @Test
    void lastHundredEventsAreKeptAndNumbered() {
        EventLog log = new EventLog();
        for (int i = 0; i < 250; i++) {
            log.add(1, "r", "D/" + i % 10);
        }
        assertThat(log.last()).isEqualTo(250);
        assertThat(log.since(0))
                .hasSize(100)
                .first()
                .extracting(LoggedEvent::number)
                .isEqualTo(151L);
        assertThat(log.since(248)).extracting(LoggedEvent::number).containsExactly(249L, 250L);
    }
}
