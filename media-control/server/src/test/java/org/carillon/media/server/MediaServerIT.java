// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.audio.WavReader;
import org.carillon.media.server.testing.CallAgent;
import org.carillon.media.server.testing.CallAgent.TestLeg;
import org.carillon.media.server.testing.RtpPeer;
import org.carillon.media.server.testing.Sounds;
import org.junit.jupiter.api.Test;

/** The whole server over UDP: commands in, sound out, sound in, notifications out. */
class MediaServerIT extends RunningServer {
    private String prompt(String name, short[] samples) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, Sounds.wav(8000, 1, samples));
        return file.toUri().toString();
    }

    private static Pcm recorded(String event) throws Exception {
        String uri = event.replaceAll(".*ri=(file:\\S+?)[ )].*", "$1");
        return WavReader.read(new ByteArrayInputStream(Files.readAllBytes(Path.of(URI.create(uri)))), 1_000_000);
    }

    private static double level(Pcm sound, double frequency) {
        short[] samples = new short[sound.length()];
        sound.copyTo(0, samples, 0, samples.length);
        return Sounds.level(samples, frequency);
    }

    @Test
    void promptIsHeardAsItWasSent() throws Exception {
        TestLeg leg = agent.open(alice);
        String request = agent.request(
                leg.name(),
                "AU/pa(an=" + prompt("hello.wav", Sounds.sine(8000, 400, 8000, 440)) + ",silence:100,tone:800/200)");

        assertThat(agent.event(request)).startsWith("AU/oc(rc=100 rs=done am=7");
        assertThat(Sounds.level(alice.heard(), 440)).isGreaterThan(1000);
        assertThat(Sounds.level(alice.heard(), 800)).isGreaterThan(500);
    }

    @Test
    void codecOfTheOfferersFirstChoiceIsUsed() {
        TestLeg leg = agent.open(alice, "PCMA", "PCMU");
        assertThat(leg.answer().descriptions().get(0)).contains("RTP/AVP 8 96");
        agent.request(leg.name(), "AU/pa(an=tone:440/1000 it=-1)");
        await().untilAsserted(() -> assertThat(alice.level(440)).isGreaterThan(5000));
    }

    @Test
    void keyCutsThePromptAndDigitsAreCollectedUntilTheEndKey() {
        TestLeg leg = agent.open(alice);
        String request = agent.request(leg.name(), "AU/pc(ip=tone:440/60000 mn=1 mx=10 eik=#)");
        await().untilAsserted(() -> assertThat(alice.level(440)).isGreaterThan(5000));

        alice.press("123#");

        assertThat(agent.event(request)).contains("rc=100", "rs=key", "dc=123", "ik=#");
        await().untilAsserted(() -> assertThat(alice.level(440)).isLessThan(100));
    }

    @Test
    void inBandDigitsAreCollectedWhenEventsWereNotAgreed() {
        RtpPeer old = new RtpPeer(-1);
        try (old) {
            TestLeg leg = agent.open(old);
            String request = agent.request(leg.name(), "AU/pc(mx=2)");
            old.say(Sounds.join(
                    Sounds.sine(8000, 100, 5000, 770, 1336), new short[800], Sounds.sine(8000, 100, 5000, 941, 1209)));
            assertThat(agent.event(request)).contains("rs=max", "dc=5*");
        }
    }

    @Test
    void collectionWithoutAnyDigitFails() {
        TestLeg leg = agent.open(alice);
        String request = agent.request(leg.name(), "AU/pc(fdt=2)");
        assertThat(agent.event(request)).startsWith("AU/of(rc=326 rs=timeout");
    }

    @Test
    void recordingHoldsWhatTheCallerSaysAndEndsWithSilence() throws Exception {
        TestLeg leg = agent.open(alice);
        String request = agent.request(leg.name(), "AU/pr(ip=tone:beep ri=RE1 prt=50 pst=5 tr=true)");
        await().untilAsserted(() -> assertThat(alice.loudest(1000)).isGreaterThan(5000));
        await().untilAsserted(() -> assertThat(alice.level(1000)).isLessThan(100));

        alice.say(Sounds.sine(8000, 700, 8000, 440));

        String event = agent.event(request);
        assertThat(event).contains("rc=100", "rs=silence", "RE1.wav", "sh=");
        Pcm sound = recorded(event);
        // 200 ms before and after the voice stay; untrimmed it would be 1,400 ms and what came before it.
        assertThat(sound.millis()).isBetween(700L, 1300L);
        assertThat(level(sound, 440)).isGreaterThan(4000);
        assertThat(folder.resolve("recordings").toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void recordingEndsWithTheLegAndIsStillTold() {
        TestLeg leg = agent.open(alice);
        String request = agent.request(leg.name(), "AU/pr(ri=RE2)");
        alice.say(Sounds.sine(8000, 5000, 8000, 440));
        await().untilAsserted(() -> assertThat(alice.packets()).isGreaterThan(15));

        MgcpResponse deleted = agent.send(CallAgent.command(MgcpVerb.DLCX, leg.name()));

        assertThat(deleted.code()).isEqualTo(250);
        assertThat(deleted.parameters().first("P").orElse("")).contains("PS=", "PR=");
        assertThat(agent.event(request)).contains("rc=100", "rs=hangup");
    }

    @Test
    void twoLegsHearEachOtherAndKeysArePassedOn() {
        TestLeg one = agent.open(alice);
        TestLeg two = agent.open(bob);
        MgcpResponse joined = join("cnf/$", one, "sendrecv");
        String bridge = joined.parameters().specificEndpoint().orElseThrow().local();
        join(bridge, two, "sendrecv");
        alice.say(Sounds.sine(8000, 60_000, 8000, 440));
        bob.say(Sounds.sine(8000, 60_000, 8000, 1000));

        await().untilAsserted(() -> {
            assertThat(bob.level(440)).isGreaterThan(6000);
            assertThat(alice.level(1000)).isGreaterThan(6000);
            assertThat(alice.level(440)).isLessThan(100);
        });
        alice.press("7");
        await().untilAsserted(() -> assertThat(bob.keys()).isEqualTo("7"));
    }

    @Test
    void mutedMemberHearsButIsNotHeard() {
        TestLeg one = agent.open(alice);
        TestLeg two = agent.open(bob);
        MgcpResponse joined = join("cnf/$", one, "sendonly");
        String bridge = joined.parameters().specificEndpoint().orElseThrow().local();
        join(bridge, two, "sendrecv");
        alice.say(Sounds.sine(8000, 60_000, 8000, 440));
        bob.say(Sounds.sine(8000, 60_000, 8000, 1000));
        await().untilAsserted(() -> assertThat(alice.level(1000)).isGreaterThan(6000));
        assertThat(bob.level(440)).isLessThan(100);

        agent.send(CallAgent.command(MgcpVerb.MDCX, bridge)
                .with("C", "call")
                .with("I", joined.parameters().connectionId().orElseThrow())
                .with("M", "sendrecv"));

        await().untilAsserted(() -> assertThat(bob.level(440)).isGreaterThan(6000));
    }

    private MgcpResponse join(String mixer, TestLeg leg, String mode) {
        return agent.send(CallAgent.command(MgcpVerb.CRCX, mixer)
                .with("C", "call")
                .with("M", mode)
                .with("Z2", leg.name() + "@media"));
    }

    @Test
    void lastOneToLeaveDeletesTheMixer() {
        TestLeg one = agent.open(alice);
        MgcpResponse joined = join("cnf/$", one, "sendrecv");
        String bridge = joined.parameters().specificEndpoint().orElseThrow().local();
        agent.send(CallAgent.command(MgcpVerb.DLCX, one.name()));
        assertThat(agent.send(CallAgent.command(MgcpVerb.AUEP, bridge)).code()).isEqualTo(500);
    }

    @Test
    void keysOfAPromptGoOutAsEvents() {
        TestLeg leg = agent.open(alice);
        String request = agent.request(leg.name(), "AU/pa(an=dtmf:1w2#)");
        assertThat(agent.event(request)).contains("rs=done");
        await().untilAsserted(() -> assertThat(alice.keys()).isEqualTo("12#"));
    }

    @Test
    void garbageHarmsNothing() throws Exception {
        var random = new java.util.Random(42);
        try (var socket = new java.net.DatagramSocket(0, java.net.InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 500; i++) {
                byte[] bytes = new byte[random.nextInt(600)];
                random.nextBytes(bytes);
                byte[] start = i % 2 == 0
                        ? new byte[0]
                        : "RQNT 7 leg/$@x MGCP 1.0\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
                System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
                socket.send(new java.net.DatagramPacket(bytes, bytes.length, server.mgcpAddress()));
            }
        }
        promptIsHeardAsItWasSent();
    }

    @Test
    void missingPromptFailsWithAReason() {
        TestLeg leg = agent.open(alice);
        String request = agent.request(leg.name(), "AU/pa(an=file:///no/such.wav)");
        assertThat(agent.event(request)).isEqualTo("AU/of(rc=301 rs=prompt am=0 ls=1 tx=\"no such file\")");
    }

    @Test
    void vanishedCallerIsReportedOnceAndAgainWhenHeard() {
        RtpPeer mute = new RtpPeer(-1);
        try (mute) {
            MgcpResponse answer = agent.send(CallAgent.command(MgcpVerb.CRCX, "leg/$")
                    .with("C", "call")
                    .with("N", agent.entity())
                    .withDescription(mute.sdp()));
            await().untilAsserted(() -> assertThat(agent.events("0")).hasSize(1));
            assertThat(agent.events("0").get(0)).startsWith("CR/rto(ms=1");
            mute.talkTo(CallAgent.port(answer.descriptions().get(0)));
            await().untilAsserted(() -> assertThat(agent.events("0")).hasSize(2).contains("CR/rtr"));
        }
    }

    @Test
    void holdStopsTheSoundAndResumeBringsItBack() {
        TestLeg leg = agent.open(alice);
        agent.request(leg.name(), "AU/pa(an=tone:440/1000 it=-1)");
        await().untilAsserted(() -> assertThat(alice.level(440)).isGreaterThan(5000));
        MgcpResponse held = modify(leg, alice.sdp() + "a=sendonly\r\n");
        assertThat(held.descriptions().get(0)).contains("a=recvonly");
        alice.forget();
        await().during(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(alice.packets()).isLessThan(3));
        modify(leg, alice.sdp());
        await().untilAsserted(() -> assertThat(alice.level(440)).isGreaterThan(5000));
    }

    @Test
    void observedKeysAreToldUnderTheRequestThatAskedForThem() {
        TestLeg leg = agent.open(alice);
        agent.send(
                CallAgent.command(MgcpVerb.RQNT, leg.name()).with("X", "keys").with("R", "D/[0-4*](N)"));
        alice.press("5*1");
        await().untilAsserted(() -> assertThat(agent.events("keys")).containsExactlyInAnyOrder("D/*", "D/1"));
    }

    @Test
    void signalIsStoppedByItsRequest() {
        TestLeg leg = agent.open(alice);
        String first = agent.request(leg.name(), "AU/pa(an=tone:440/1000 it=-1)");
        agent.request(leg.name(), "AU/es(sg=pa rq=other)");
        await().untilAsserted(() -> assertThat(alice.level(440)).isGreaterThan(5000));
        agent.request(leg.name(), "AU/es(sg=pa rq=" + first + ")");
        assertThat(agent.event(first)).contains("rs=stopped");
        await().untilAsserted(() -> assertThat(alice.level(440)).isLessThan(100));
    }

    @Test
    void announcementInAMixerIsHeardByAllAndItsMixIsRecorded() throws Exception {
        TestLeg one = agent.open(alice);
        TestLeg two = agent.open(bob);
        String bridge = join("cnf/$", one, "sendrecv")
                .parameters()
                .specificEndpoint()
                .orElseThrow()
                .local();
        join(bridge, two, "sendrecv");
        String recording = agent.request(bridge, "AU/pr(ri=REmix ch=2)");
        agent.request(bridge, "AU/pa(an=tone:700/1000 it=-1)");
        alice.say(Sounds.sine(8000, 60_000, 6000, 440));
        bob.say(Sounds.sine(8000, 60_000, 6000, 1000));
        await().untilAsserted(() -> {
            assertThat(alice.level(700)).isGreaterThan(5000);
            assertThat(bob.level(700)).isGreaterThan(5000);
            assertThat(bob.level(440)).isGreaterThan(4000);
        });
        bob.forget();
        await().untilAsserted(() -> assertThat(bob.packets()).isGreaterThan(15));
        agent.request(bridge, "AU/es(sg=pr)");
        String event = agent.event(recording);
        assertThat(event).contains("rs=stopped", "REmix.wav");
        assertThat(level(recorded(event), 440)).isGreaterThan(1000);
        assertThat(level(recorded(event), 1000)).isGreaterThan(1000);
    }

    private MgcpResponse modify(TestLeg leg, String sdp) {
        return agent.send(CallAgent.command(MgcpVerb.MDCX, leg.name())
                .with("C", "call")
                .with("I", "1")
                .withDescription(sdp));
    }
}
