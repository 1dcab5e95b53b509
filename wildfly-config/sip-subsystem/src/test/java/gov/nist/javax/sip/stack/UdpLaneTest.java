// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.RequestEvent;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TransactionState;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one message does to its lane must not be felt by the next. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class UdpLaneTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final InetAddress V6 = v6();
    private static final Duration OLDEST = Duration.ofSeconds(64);

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
            var method = event.getRequest().getMethod();
            try {
                if (method.equals(Request.UPDATE)) {
                    ((SipProvider) event.getSource()).getNewServerTransaction(event.getRequest());
                }
            } catch (SipException e) {
                throw new IllegalStateException(e);
            }
            handled.add(method);
        }
    }

    private static InetAddress v6() {
        var loopback = new byte[16];
        loopback[15] = 1;
        try {
            return InetAddress.getByAddress(loopback);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
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

    @Test
    void addressThatTheSocketCannotReachIsAnOrdinaryFailure() throws Exception {
        try (var stack = new Harmed()) {
            var provider = stack.listen(HERE, LoneStack.freePort(), "udp");
            var point = provider.getListeningPoint("udp");
            var channel = ((SIPTransactionStack) stack.stack())
                    .getMessageProcessors()[0].createMessageChannel(V6, point.getPort());

            assertThatThrownBy(() -> channel.sendMessage(new byte[] {1}, V6, 9, false))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void requestThatNobodyAnswersIsForgottenWhenItsPeerHasGivenUp() throws Exception {
        try (var stack = new Harmed()) {
            var port = LoneStack.freePort();
            stack.listen(HERE, port, "udp");
            send(port, Request.UPDATE);
            assertThat(stack.handled.take()).isEqualTo(Request.UPDATE);
            var now = new AtomicLong();
            var inner = (SIPTransactionStack) stack.stack();
            var watch = new UnansweredRequests(inner, now::get, OLDEST);

            watch.runTask();
            now.addAndGet(OLDEST.toNanos() - 1);
            watch.runTask();
            assertThat(inner.serverTransactionTable).hasSize(1);
            now.addAndGet(1);
            watch.runTask();

            assertThat(inner.serverTransactionTable.values())
                    .allMatch(transaction -> transaction.getInternalState() == TransactionState._TERMINATED);
        }
    }
}
