// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.server.testing.CallAgent;
import org.carillon.media.server.testing.CallAgent.TestLeg;
import org.junit.jupiter.api.Test;

/** What a call agent that takes over, repeats itself or has died can rely on. */
class FailoverIT extends RunningServer {
    @Test
    void callAgentThatTakesOverGetsMissedAndFurtherEvents() {
        TestLeg leg = agent.open(alice);
        agent.event(agent.request(leg.name(), "AU/pa(an=tone:440/20)"));
        String playing = agent.request(leg.name(), "AU/pa(an=tone:440/600)");
        try (CallAgent other = new CallAgent(server.mgcpAddress())) {
            other.send(CallAgent.command(MgcpVerb.RQNT, leg.name())
                    .with("X", "take")
                    .with("N", other.entity()));
            MgcpResponse audit =
                    other.send(CallAgent.command(MgcpVerb.AUEP, leg.name()).with("X+ES", 0));
            assertThat(audit.parameters().all("X+EV"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("1 ")
                    .endsWith("am=20)");

            assertThat(other.event(playing)).contains("rs=done", "am=600");
            assertThat(agent.events(playing)).isEmpty();
        }
    }

    @Test
    void notificationGoesToTheNextCallAgentWhenTheFirstIsDead() {
        TestLeg leg = agent.open(alice);
        agent.send(CallAgent.command(MgcpVerb.RQNT, leg.name())
                .with("X", "dead")
                .with("N", "gone@127.0.0.1:9")
                .with("X+NE", agent.entity()));
        String request = agent.request(leg.name(), "AU/pa(an=tone:440/20)");
        assertThat(agent.event(request)).contains("rs=done");
    }

    @Test
    void repeatedTransactionIsAnsweredAlikeAndDoneOnce() throws Exception {
        String text = "CRCX 4711 leg/$@x MGCP 1.0\r\nC: twice\r\n";
        try (var socket = new java.net.DatagramSocket(0, java.net.InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(3000);
            assertThat(exchange(socket, text)).isEqualTo(exchange(socket, text));
        }
        MgcpResponse list = agent.send(CallAgent.command(MgcpVerb.AUEP, "leg/*"));
        assertThat(list.parameters().all("X+EP"))
                .filteredOn(line -> line.contains(" twice "))
                .hasSize(1);
    }

    @Test
    void repeatedRequestIdHasNoSecondEffect() {
        TestLeg leg = agent.open(alice);
        var request =
                CallAgent.command(MgcpVerb.RQNT, leg.name()).with("X", "once").with("S", "AU/pa(an=tone:440/20)");
        agent.send(request);
        agent.event("once");
        assertThat(agent.send(request).code()).isEqualTo(200);
        MgcpResponse audit =
                agent.send(CallAgent.command(MgcpVerb.AUEP, leg.name()).with("X+ES", 0));
        assertThat(audit.parameters().all("X+EV")).hasSize(1);
    }

    private static String exchange(java.net.DatagramSocket socket, String text) throws Exception {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        socket.send(new java.net.DatagramPacket(bytes, bytes.length, server.mgcpAddress()));
        var answer = new java.net.DatagramPacket(new byte[9000], 9000);
        socket.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
