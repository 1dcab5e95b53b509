// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.RequestEvent;
import javax.sip.SipProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class UnansweredRequestsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Duration OLDEST = Duration.ofSeconds(64);

    private long now;

    /** Makes a transaction of each request, and nothing else. */
    private static final class Silent extends LoneStack {
        final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

        Silent() throws Exception {
            super(LaneMessageProcessorFactory.class, 1);
        }

        @Override
        public void processRequest(RequestEvent event) {
            try {
                ((SipProvider) event.getSource()).getNewServerTransaction(event.getRequest());
                begun.add(event.getRequest().getMethod());
            } catch (Exception e) {
                begun.add(e.toString());
            }
        }
    }

    private static void send(int port, String method) throws Exception {
        try (var socket = new DatagramSocket(0, HERE)) {
            var bytes = (method + " sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK" + method
                            + "\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:b@127.0.0.1>\r\nCall-ID: one\r\nCSeq: 1 "
                            + method + "\r\nContact: <sip:a@127.0.0.1:9>\r\nMax-Forwards: 70\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(bytes, bytes.length, HERE, port));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "INVITE"})
    void requestThatNobodyCanAnswerEndsWhenItsPeerHasGivenUp(String method) throws Exception {
        try (var silent = new Silent()) {
            var stack = (SIPTransactionStack) silent.stack();
            var port = LoneStack.freePort();
            silent.listen(HERE, port, "udp");
            var requests = new UnansweredRequests(stack, () -> now, OLDEST);
            send(port, method);
            assertThat(silent.begun.take()).isEqualTo(method);

            requests.runTask();
            now = OLDEST.toNanos() - 1;
            requests.runTask();
            assertThat(stack.serverTransactionTable).hasSize(1);

            now++;
            requests.runTask();

            assertThat(stack.serverTransactionTable).isEmpty();
        }
    }
}
