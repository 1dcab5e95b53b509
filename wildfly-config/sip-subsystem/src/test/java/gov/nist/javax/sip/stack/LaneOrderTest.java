// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The 180 of a call is held up for a moment, as a busy processor does it now and then, while its 200 arrives: the stack's
 * own pool lets the 200 overtake it, a lane does not.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LaneOrderTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int WORKERS = 4;

    /** A 180 waits until a 200 was handled, or until it is clear that none will be before it. */
    private static final class Held extends LoneStack {
        final BlockingQueue<Integer> handled = new LinkedBlockingQueue<>();
        private final CountDownLatch answered = new CountDownLatch(1);

        Held(Class<? extends MessageProcessorFactory> processors) throws Exception {
            super(processors, WORKERS);
        }

        @Override
        public boolean processResponse(Response response, MessageChannel channel) {
            try {
                if (response.getStatusCode() == Response.RINGING) {
                    answered.await(500, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            handled.add(response.getStatusCode());
            if (response.getStatusCode() == Response.OK) {
                answered.countDown();
            }
            return false;
        }

        List<Integer> order() throws InterruptedException {
            return List.of(handled.take(), handled.take());
        }
    }

    private static byte[] response(int status) {
        return ("SIP/2.0 " + status
                        + " X\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa\r\nFrom: <sip:a@a>;tag=1\r\n"
                        + "To: <sip:b@b>;tag=2\r\nCall-ID: one-call\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void datagram(int port, byte[]... messages) throws Exception {
        try (var peer = new DatagramSocket(0, HERE)) {
            for (var message : messages) {
                peer.send(new DatagramPacket(message, message.length, HERE, port));
            }
        }
    }

    @Test
    void poolOfTheStackLetsThe200OvertakeThe180() throws Exception {
        try (var stack = new Held(OIOMessageProcessorFactory.class)) {
            var port = LoneStack.freePort();
            stack.listen(HERE, port, "udp");

            datagram(port, response(180), response(200));

            assertThat(stack.order()).containsExactly(200, 180);
        }
    }

    @Test
    void lanesKeepTheOrderOfDatagrams() throws Exception {
        try (var stack = new Held(LaneMessageProcessorFactory.class)) {
            var port = LoneStack.freePort();
            stack.listen(HERE, port, "udp");

            datagram(port, response(180), response(200));

            assertThat(stack.order()).containsExactly(180, 200);
        }
    }

    @Test
    void lanesKeepTheOrderOfAStreamAndOfTwoStreams() throws Exception {
        try (var stack = new Held(LaneMessageProcessorFactory.class)) {
            var port = LoneStack.freePort();
            stack.listen(HERE, port, "tcp");
            try (var first = new Socket(HERE, port);
                    var second = new Socket(HERE, port)) {
                first.getOutputStream().write(response(180));
                // Once the first is on its lane, the second connection brings the answer.
                while (stack.handled.isEmpty() && held() == 0) {
                    Thread.onSpinWait();
                }
                second.getOutputStream().write(response(200));

                assertThat(stack.order()).containsExactly(180, 200);
            }
        }
    }

    @Test
    void lanesKeepTheOrderOfACallOverBothTransports() throws Exception {
        try (var stack = new Held(LaneMessageProcessorFactory.class)) {
            var port = LoneStack.freePort();
            stack.listen(HERE, port, "tcp");
            stack.listen(HERE, port, "udp");
            try (var stream = new Socket(HERE, port)) {
                datagram(port, response(180));
                while (stack.handled.isEmpty() && held() == 0) {
                    Thread.onSpinWait();
                }
                stream.getOutputStream().write(response(200));

                assertThat(stack.order()).containsExactly(180, 200);
            }
        }
    }

    private static long held() {
        return Thread.getAllStackTraces().values().stream()
                .filter(trace -> List.of(trace).toString().contains("Held.processResponse"))
                .count();
    }
}
