// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.RequestEvent;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one message does to its lane must not be felt by the next. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class UdpLaneTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** Does to its one lane what the method says. */
    private static final class Harmed extends LoneStack {
        final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

        Harmed() throws Exception {
            super(LaneMessageProcessorFactory.class, 1);
        }

        @Override
        public boolean processRequest(SIPRequest request, MessageChannel channel) {
            switch (request.getMethod()) {
                case Request.INFO -> throw new StackOverflowError("planted");
                case Request.MESSAGE -> Thread.currentThread().interrupt();
                default -> {}
            }
            return true;
        }

        @Override
        public void processRequest(RequestEvent event) {
            handled.add(event.getRequest().getMethod());
        }
    }

    private static void send(int port, String method) throws IOException {
        var text = method + " sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK" + method
                + "\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:b@127.0.0.1>\r\nCall-ID: one\r\nCSeq: 1 " + method
                + "\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        try (var socket = new DatagramSocket(0, HERE)) {
            socket.send(new DatagramPacket(bytes, bytes.length, HERE, port));
        }
    }

    @Test
    void errorOfOneMessageDoesNotEndTheLane() throws Exception {
        try (var stack = new Harmed()) {
            var port = LoneStack.freePort();
            stack.listen(HERE, port, "udp");
            send(port, Request.INFO);

            send(port, Request.OPTIONS);

            assertThat(stack.handled.take()).isEqualTo(Request.OPTIONS);
        }
    }

    @Test
    void applicationThatLeavesItsThreadInterruptedDoesNotEndTheLane() throws Exception {
        try (var stack = new Harmed()) {
            var port = LoneStack.freePort();
            stack.listen(HERE, port, "udp");
            send(port, Request.MESSAGE);
            assertThat(stack.handled.take()).isEqualTo(Request.MESSAGE);

            send(port, Request.OPTIONS);

            assertThat(stack.handled.take()).isEqualTo(Request.OPTIONS);
        }
    }
}
