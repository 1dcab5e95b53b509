// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.LinkedList;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.container.LaneQueue;
import org.carillon.sip.container.StackLog;
import org.carillon.sip.metrics.ConnectorMeter;
import org.carillon.sip.metrics.Metered;
import org.carillon.sip.overload.EarlyRefusal;
import org.carillon.sip.overload.LaneWait;
import org.carillon.sip.transport.BadRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads datagrams with one thread and hands each to the lane of its Call-ID.
 *
 * <p>The stack's own processor lets a pool of workers compete for one queue, so a 200 can overtake its 180. Here the
 * queue behind the same workers has one compartment per worker: the stack's code stays as it is and the order of a
 * call is kept.
 */
@SuppressWarnings("JdkObsolete") // The stack's field is a LinkedList.
public final class LaneUdpMessageProcessor extends UDPMessageProcessor implements Metered {
    /** No datagram is longer. */
    private static final int LARGEST = 65_535;

    private final ConnectorMeter meter = new ConnectorMeter();
    private final LaneQueue lanes;
    private final StreamLanes streams;

    LaneUdpMessageProcessor(
            InetAddress address,
            SIPTransactionStack stack,
            int port,
            int laneLength,
            StreamLanes streams,
            @Nullable EarlyRefusal refusal)
            throws IOException {
        super(address, stack, port);
        this.lanes = new LaneQueue(
                stack.threadPoolSize,
                laneLength,
                meter,
                (packet, waited) -> refusal != null && refusal.takes(packet, waited, this::send));
        this.messageQueue = lanes;
        // A connector may stop before its thread has begun.
        this.messageChannels = new LinkedList<UdpLane>();
        this.streams = streams;
        // Tells the channels to send from the listening socket, so that replies come from the port that was called.
        stack.udpFlag = true;
    }

    @Override
    public void start() throws IOException {
        super.start();
        streams.opened(lanes);
    }

    /**
     * Reads until the connector stops. The stack's own loop ends for ever with the first {@link Error}, makes lanes that do
     * the same, and allocates the largest datagram for each one that arrives.
     */
    @Override
    public void run() {
        startLanes();
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (isRunning) {
            try {
                packet.setLength(LARGEST);
                sock.receive(packet);
                take(packet, System.currentTimeMillis());
            } catch (IOException | RuntimeException | Error e) {
                if (isRunning) {
                    StackLog.complain("a datagram was not read", e);
                }
            }
        }
    }

    private void startLanes() {
        var channels = new LinkedList<UdpLane>();
        for (var i = 0; i < sipStack.threadPoolSize; i++) {
            channels.add(new UdpLane(sipStack, this, "sip-lane-" + getPort() + '-' + i));
        }
        messageChannels = channels;
    }

    /** Gives a copy to its lane, for the packet takes the next datagram. */
    private void take(DatagramPacket packet, long now) {
        var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        lanes.offer(new DatagramQueuedMessageDispatch(
                new DatagramPacket(bytes, bytes.length, packet.getAddress(), packet.getPort()), now));
    }

    /** Gives a datagram to its lane once more. */
    void again(DatagramPacket packet) {
        lanes.offer(new DatagramQueuedMessageDispatch(packet, System.currentTimeMillis()));
    }

    /**
     * Answers a request that the parser refuses, to where it came from: what it says itself of that may be what is wrong.
     * On the lane of the request.
     *
     * @return false on a thread that is no lane
     */
    public boolean refuse(byte[] request, ParseException why) {
        var from = LaneWait.packet();
        if (from == null) {
            return false;
        }
        BadRequest.to(request, why).ifPresent(answer -> send(answer, from.getAddress(), from.getPort()));
        return true;
    }

    private void send(byte[] answer, InetAddress address, int port) {
        try {
            sock.send(new DatagramPacket(answer, answer.length, address, port));
            meter.sent(answer.length);
        } catch (IOException e) {
            StackLog.complain("a request was not answered", e);
        }
    }

    /**
     * Tells the transaction of a request to an address that is none (0.0.0.0), on its lane, that it was not sent: 503, as for a
     * transport error (RFC 3261 section 8.1.3.1). The kernel would take it for this machine.
     */
    void unreachable(SIPMessage message) {
        if (message instanceof SIPRequest request && !Request.ACK.equals(request.getMethod())) {
            lanes.offer(request.encodeAsBytes(getTransport()), getIpAddress(), () -> {
                var transaction = sipStack.findTransaction(request.getTransactionId(), false);
                if (transaction != null && transaction.getMessageChannel() instanceof UDPMessageChannel channel) {
                    channel.processMessage(request.createResponse(Response.SERVICE_UNAVAILABLE, "Nobody is there"));
                }
            });
        }
    }

    /** Also wakes up the workers, which would otherwise wait for a datagram for ever. */
    @Override
    public void stop() {
        super.stop();
        streams.closed(lanes);
    }

    @Override
    public ConnectorMeter meter() {
        return meter;
    }

    @Override
    public LaneGauge lanes() {
        return lanes;
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws UnknownHostException {
        return new MeteredUdpChannel(target.getInetAddress(), target.getPort(), this);
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) {
        return new MeteredUdpChannel(host, port, this);
    }
}
