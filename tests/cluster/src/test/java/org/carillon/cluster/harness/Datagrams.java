// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.cluster.harness;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** SIP as bytes, from an address of the loopback network that no telephone has. */
public final class Datagrams implements AutoCloseable {
    private static final int LONGEST = 65_535;

    private final DatagramSocket socket;
    private final int port;

    /** From this address to this port of 127.0.0.1. */
    public Datagrams(InetAddress own, int port) throws IOException {
        this.socket = new DatagramSocket(0, own);
        this.port = port;
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
    }

    /**
     * Sends an INVITE and waits for its final response.
     *
     * @param via the host in Via
     * @param more parameters of Via
     */
    public String invite(String uri, String via, String more) throws IOException {
        String id = UUID.randomUUID().toString();
        String text = "INVITE " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + via + ":" + socket.getLocalPort()
                + ";branch=z9hG4bK" + id + more + "\r\nMax-Forwards: 70\r\nFrom: <sip:+12065550177@127.0.0.99>;tag="
                + id
                + "\r\nTo: <" + uri + ">\r\nCall-ID: " + id + "\r\nCSeq: 1 INVITE\r\nContact: <sip:"
                + socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort()
                + ">\r\nContent-Length: 0\r\n\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        while (true) {
            var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
            socket.receive(packet);
            String heard = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            // Also the last refusal may be repeated: nobody acknowledges here.
            if (heard.contains(id) && !heard.startsWith("SIP/2.0 1")) {
                return heard;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
