// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.server.testing.CallAgent;
import org.carillon.media.server.testing.RtpPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that cannot be carried out get the code of docs/mgcp-profile.md and change nothing. */
class CommandErrorsIT {
    @TempDir
    static Path folder;

    private static MediaServer server;
    private static CallAgent agent;
    private static RtpPeer alice;
    private static String leg = "";

    @BeforeAll
    static void start() throws Exception {
        server = MediaServer.start(Options.parse(
                "--mgcp-port", "0", "--rtp-ports", "37000-37999", "--work-dir", folder.toString(), "--max-legs", "2"));
        agent = new CallAgent(server.mgcpAddress());
        alice = new RtpPeer(96);
        leg = agent.open(alice).name();
    }

    @AfterAll
    static void stop() {
        agent.close();
        alice.close();
        server.close();
    }

    private static int code(MgcpCommand command) {
        return agent.send(command).code();
    }

    private static MgcpCommand create() {
        return CallAgent.command(MgcpVerb.CRCX, "leg/$").with("C", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AU/pa(an=tone:440/100 xx=1)|538",
                "AU/pa(an=ftp://x)|538",
                "AU/pa|538",
                "AU/pa(an=tone:440/100 it=0)|538",
                "AU/pc(mn=5 mx=2)|538",
                "AU/pc(eik=x)|538",
                "AU/pr(ri=../etc)|538",
                "AU/pr(ch=2)|538",
                "AU/pr(rlt=999999)|538",
                "AU/es(sg=xx)|538",
                "AU/zz|522",
                "L/rg|518"
            })
    void badSignalsAreRefused(String signal, int code) {
        assertThat(code(CallAgent.command(MgcpVerb.RQNT, leg).with("X", "bad").with("S", signal)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"D/z,522", "Q/x,518", "AU/xx,522"})
    void badEventsAreRefused(String event, int code) {
        assertThat(code(CallAgent.command(MgcpVerb.RQNT, leg).with("X", "bad").with("R", event)))
                .isEqualTo(code);
    }

    @Test
    void badParametersAreRefused() {
        assertThat(code(CallAgent.command(MgcpVerb.RQNT, leg))).isEqualTo(539);
        assertThat(code(CallAgent.command(MgcpVerb.RQNT, leg).with("X", "a b"))).isEqualTo(539);
        assertThat(code(CallAgent.command(MgcpVerb.CRCX, "leg/$"))).isEqualTo(539);
        assertThat(code(create().with("M", "loopback"))).isEqualTo(517);
        assertThat(code(create().with("X+WHAT", "1"))).isEqualTo(511);
        assertThat(code(create().with("N", "a@host.example:1"))).isEqualTo(539);
        assertThat(code(CallAgent.command(MgcpVerb.AUEP, leg).with("X+ES", "x")))
                .isEqualTo(539);
    }

    @Test
    void unknownThingsAreNamed() {
        assertThat(code(CallAgent.command(MgcpVerb.RQNT, "leg/9-none").with("X", "1")))
                .isEqualTo(500);
        assertThat(code(CallAgent.command(MgcpVerb.CRCX, "bridge/$").with("C", "c")))
                .isEqualTo(500);
        assertThat(code(CallAgent.command(MgcpVerb.EPCF, leg))).isEqualTo(504);
        assertThat(code(CallAgent.command(MgcpVerb.MDCX, leg).with("C", "other")))
                .isEqualTo(516);
        assertThat(code(CallAgent.command(MgcpVerb.MDCX, leg).with("C", "call").with("I", "9")))
                .isEqualTo(515);
        assertThat(code(CallAgent.command(MgcpVerb.DLCX, leg).with("I", "9"))).isEqualTo(515);
        assertThat(code(CallAgent.command(MgcpVerb.CRCX, "cnf/$").with("C", "c")))
                .isEqualTo(539);
        assertThat(code(CallAgent.command(MgcpVerb.CRCX, "cnf/$").with("C", "c").with("Z2", "leg/9-x@m")))
                .isEqualTo(500);
    }

    @Test
    void sdpWithoutAnythingCommonIsRefusedAndLeavesNoLeg() {
        String sdp =
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 18\r\n";
        assertThat(code(create().withDescription(sdp))).isEqualTo(534);
        assertThat(code(create().withDescription(sdp.replace("RTP/AVP 18", "RTP/SAVP 0"))))
                .isEqualTo(505);
        MgcpResponse list = agent.send(CallAgent.command(MgcpVerb.AUEP, "leg/*"));
        assertThat(list.parameters().first("ZN")).contains("1");
    }

    @Test
    void fullServerSaysSo() {
        MgcpResponse second = agent.send(create());
        assertThat(second.code()).isEqualTo(200);
        assertThat(code(create())).isEqualTo(502);
        String name = second.parameters().specificEndpoint().orElseThrow().local();
        assertThat(code(CallAgent.command(MgcpVerb.DLCX, name))).isEqualTo(250);
    }

    @Test
    void messagesThatCannotBeReadAreAnsweredWhenTheyHaveANumber() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(3000);
            assertThat(ask(socket, "CRCX 91 leg/$@x MGCP 2.0\r\n")).startsWith("528 91");
            assertThat(ask(socket, "WHAT 92 leg/$@x MGCP 1.0\r\n")).startsWith("504 92");
            assertThat(ask(socket, "CRCX 93 leg/$@x MGCP 1.0\r\nno colon\r\n")).startsWith("510 93");
        }
    }

    private static String ask(DatagramSocket socket, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, server.mgcpAddress()));
        DatagramPacket answer = new DatagramPacket(new byte[9000], 9000);
        socket.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void healthIsTold() {
        String health = agent.send(CallAgent.command(MgcpVerb.AUEP, "root"))
                .parameters()
                .first("X+ST")
                .orElse("");
        assertThat(health).contains("legs=", "mixers=0", "max-legs=2", "uptime=", "tick-late-ms=", "version=");
    }
}
