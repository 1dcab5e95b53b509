// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import gov.nist.javax.sip.message.SIPRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.ResponseEvent;
import javax.sip.SipFactory;
import javax.sip.SipProvider;
import javax.sip.message.Request;
import org.carillon.sip.transport.StreamSettings;
import org.carillon.sip.transport.StreamTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What transactions of the stack see of our connections. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class StreamStackTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** Notes statuses and Call-IDs; a Call-ID that begins with "slow" holds its lane until it is let go. */
    private static final class Noted extends LoneStack {
        final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
        final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        final CountDownLatch go = new CountDownLatch(1);

        Noted() throws Exception {
            super(LaneMessageProcessorFactory.class, 8);
        }

        @Override
        public boolean processRequest(SIPRequest request, MessageChannel channel) {
            var call = request.getCallId().getCallId();
            try {
                if (call.startsWith("slow")) {
                    go.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            requests.add(call);
            return false;
        }

        @Override
        public void processResponse(ResponseEvent event) {
            statuses.add(event.getResponse().getStatusCode());
        }
    }

    private static String text(String callId, String via, int port) {
        return String.join(
                "\r\n",
                "OPTIONS sip:x@127.0.0.1:" + port + ";transport=tcp SIP/2.0",
                "Via: SIP/2.0/TCP " + via + ";branch=z9hG4bK" + callId,
                "Max-Forwards: 70",
                "From: <sip:a@a>;tag=1",
                "To: <sip:b@b>",
                "Call-ID: " + callId,
                "CSeq: 1 OPTIONS",
                "Content-Length: 0\r\n\r\n");
    }

    private static Request request(String callId, int ours, int target) throws Exception {
        return SipFactory.getInstance().createMessageFactory().createRequest(text(callId, "127.0.0.1:" + ours, target));
    }

    private static void send(SipProvider provider, Request request) throws Exception {
        provider.getNewClientTransaction(request).sendRequest();
    }

    private static String head(Socket peer) throws IOException {
        peer.setSoTimeout(15_000);
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            head.write(peer.getInputStream().read());
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    @Test
    void requestThatCannotBeSentEndsItsTransactionWith503() throws Exception {
        try (var stack = new Noted()) {
            var port = LoneStack.freePort();
            var provider = stack.listen(HERE, port, "tcp");
            var nobody = LoneStack.freePort();

            send(provider, request("nobody", port, nobody));

            assertThat(stack.statuses.take()).isEqualTo(503);
        }
    }

    @Test
    void requestsToAPeerThatDoesNotReadEndWith503() throws Exception {
        try (var stack = new Noted();
                var deaf = new ServerSocket(0, 5, HERE)) {
            var port = LoneStack.freePort();
            LaneMessageProcessorFactory.of(stack.stack())
                    .announce(
                            HERE,
                            port,
                            new StreamTransport(StreamTransport.Kind.TCP, null, null),
                            new StreamSettings(
                                    10, 10, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(5), 100_000));
            var provider = stack.listen(HERE, port, "tcp");
            for (var i = 0; stack.statuses.isEmpty(); i++) {
                var request = request("deaf" + i, port, deaf.getLocalPort());
                request.setContent(
                        "x".repeat(50_000),
                        SipFactory.getInstance().createHeaderFactory().createContentTypeHeader("text", "plain"));
                // The one that finds the queue full is told at once, those in the queue by their transactions.
                assertThatCode(() -> {
                            try {
                                send(provider, request);
                            } catch (javax.sip.SipException e) {
                                assertThat(e).hasRootCauseInstanceOf(IOException.class);
                            }
                        })
                        .doesNotThrowAnyException();
            }

            assertThat(stack.statuses.take()).isEqualTo(503);
        }
    }

    @Test
    void requestTakesTheConnectionThatThePeerOpened() throws Exception {
        try (var stack = new Noted()) {
            var port = LoneStack.freePort();
            var provider = stack.listen(HERE, port, "tcp");
            try (var peer = new Socket(HERE, port)) {
                peer.getOutputStream().write(text("hello", "127.0.0.1", port).getBytes(StandardCharsets.UTF_8));
                assertThat(stack.requests.take()).isEqualTo("hello");

                send(provider, request("back", port, peer.getLocalPort()));

                assertThat(head(peer)).contains("Call-ID: back");
            }
        }
    }

    @Test
    void secondRequestTakesTheConnectionThatWeOpened() throws Exception {
        try (var stack = new Noted();
                var peer = new ServerSocket()) {
            peer.bind(new InetSocketAddress(HERE, 0));
            var port = LoneStack.freePort();
            var provider = stack.listen(HERE, port, "tcp");

            send(provider, request("first", port, peer.getLocalPort()));
            send(provider, request("second", port, peer.getLocalPort()));

            try (var accepted = peer.accept()) {
                assertThat(head(accepted)).contains("Call-ID: first");
                assertThat(head(accepted)).contains("Call-ID: second");
            }
        }
    }

    @Test
    void slowCallHoldsUpNoOtherCallOfItsConnection() throws Exception {
        try (var stack = new Noted()) {
            var port = LoneStack.freePort();
            stack.listen(HERE, port, "tcp");
            try (var peer = new Socket(HERE, port)) {
                var both = text("slow", "127.0.0.1", port) + text("fast", "127.0.0.1", port);
                peer.getOutputStream().write(both.getBytes(StandardCharsets.UTF_8));

                assertThat(stack.requests.take()).isEqualTo("fast");
                stack.go.countDown();
                assertThat(stack.requests.take()).isEqualTo("slow");
            }
        }
    }
}
