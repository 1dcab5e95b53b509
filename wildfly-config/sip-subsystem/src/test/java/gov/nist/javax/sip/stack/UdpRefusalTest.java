// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.RequestEvent;
import org.carillon.sip.metrics.Traffic;
import org.carillon.sip.overload.Admission;
import org.carillon.sip.overload.EarlyRefusal;
import org.carillon.sip.overload.SourceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connector refuses from its own port what the stack need not see. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class UdpRefusalTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int SILENCE_MILLIS = 10_000;

    private static final class Told extends LoneStack {
        final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

        Told() throws Exception {
            super(LaneMessageProcessorFactory.class, 1);
        }

        @Override
        public void processRequest(RequestEvent event) {
            handled.add(event.getRequest().getMethod());
        }
    }

    private static void send(DatagramSocket socket, int port, String method) throws IOException {
        var text = method + " sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK" + method
                + "\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:b@127.0.0.1>\r\nCall-ID: one\r\nCSeq: 1 " + method
                + "\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(bytes, bytes.length, HERE, port));
    }

    @Test
    void coldServerTakesTheFirstAndRefusesTheSecondOfASecond() throws Exception {
        try (var stack = new Told();
                var socket = new DatagramSocket(0, HERE)) {
            var port = LoneStack.freePort();
            var admission = new Admission(() -> 0, 250, 1);
            var traffic = new Traffic();
            LaneMessageProcessorFactory.of(stack.stack())
                    .refuseEarly(new EarlyRefusal(
                            admission, new SourceLimits(Duration.ofSeconds(32)), () -> 7, branch -> false, traffic));
            stack.listen(HERE, port, "udp");

            send(socket, port, "OPTIONS");
            assertThat(stack.handled.take()).isEqualTo("OPTIONS");
            send(socket, port, "MESSAGE");

            var answer = new DatagramPacket(new byte[2_000], 2_000);
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.receive(answer);
            assertThat(answer.getPort()).isEqualTo(port);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII))
                    .startsWith("SIP/2.0 503 ")
                    .contains("\r\nRetry-After: 7\r\n");
            assertThat(stack.handled).isEmpty();
        }
    }
}
