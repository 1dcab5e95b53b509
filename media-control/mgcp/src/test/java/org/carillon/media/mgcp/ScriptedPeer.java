// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpMessage;
import org.carillon.media.mgcp.codec.MgcpParser;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpWriter;

/**
 * A UDP peer that does what a test tells it: for each datagram with a command, the script gives the datagrams to send back.
 * Everything received is kept.
 */
public final class ScriptedPeer implements AutoCloseable {
    private final DatagramSocket socket;
    private final BiFunction<MgcpCommand, Integer, List<MgcpMessage>> script;
    private final List<MgcpMessage> received = new CopyOnWriteArrayList<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private volatile InetSocketAddress lastSender;

    /** @param script command, and how often a command of that transaction came before, to the datagrams of the answer */
    public ScriptedPeer(BiFunction<MgcpCommand, Integer, List<MgcpMessage>> script) {
        this.script = script;
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        this.lastSender = address();
        var thread = new Thread(this::run, "scripted-peer");
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /** All messages received, in order. */
    public List<MgcpMessage> received() {
        return received;
    }

    public List<String> texts() {
        return texts;
    }

    public List<MgcpCommand> commands() {
        return received.stream()
                .filter(MgcpCommand.class::isInstance)
                .map(MgcpCommand.class::cast)
                .toList();
    }

    public List<MgcpResponse> responses() {
        return received.stream()
                .filter(MgcpResponse.class::isInstance)
                .map(MgcpResponse.class::cast)
                .toList();
    }

    public void send(MgcpMessage message) {
        send(lastSender, new MgcpWriter(MgcpWriter.LineEnd.CRLF).write(message));
    }

    public void send(InetSocketAddress to, String text) {
        send(to, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(InetSocketAddress to, byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        byte[] buffer = new byte[65_536];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                take(packet);
            } catch (IOException | UncheckedIOException e) {
                // Closed by the test.
                return;
            }
        }
    }

    private void take(DatagramPacket packet) {
        lastSender = (InetSocketAddress) packet.getSocketAddress();
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        for (MgcpMessage message : MgcpParser.parse(text.getBytes(StandardCharsets.UTF_8))) {
            int before = (int) received.stream()
                    .filter(m -> m instanceof MgcpCommand && m.transaction() == message.transaction())
                    .count();
            texts.add(text);
            received.add(message);
            if (message instanceof MgcpCommand command) {
                script.apply(command, before).forEach(this::send);
            }
        }
    }
}
