// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.carillon.media.mgcp.sdp.MediaDescription;
import org.carillon.media.mgcp.sdp.Payload;
import org.carillon.media.mgcp.sdp.SdpOrigin;
import org.carillon.media.mgcp.sdp.SessionDescription;

/** A party with a real RTP socket: sends PCMU, loud or silent, and RFC 4733 digits; counts loud packets that come in. */
final class RtpCaller implements AutoCloseable {
    private static final int TELEPHONE_EVENT = 101;
    private static final int SAMPLES = 160;
    private static final byte SILENCE = (byte) 0xff;

    private final DatagramSocket socket;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "rtp-caller");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong loudPackets = new AtomicLong();
    private final Queue<Character> digits = new ConcurrentLinkedQueue<>();
    private volatile boolean loud;
    private volatile InetSocketAddress remote;
    private int sequence = 1;
    private int timestamp;
    private int digitTick;
    private int digitStart;

    RtpCaller() {
        try {
            this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        var receiver = new Thread(this::receive, "rtp-receiver");
        receiver.setDaemon(true);
        receiver.start();
        var unused = clock.scheduleAtFixedRate(this::tick, 0, 20, TimeUnit.MILLISECONDS);
    }

    String offer() {
        MediaDescription audio = MediaDescription.audio(
                socket.getLocalPort(), List.of(Payload.of(0, "PCMU", 8000), Payload.telephoneEvent(TELEPHONE_EVENT)));
        return SessionDescription.of(SdpOrigin.of(1, 1, "127.0.0.1"), audio).toString();
    }

    void answered(String sdp) {
        int port = SessionDescription.parse(sdp).audio().orElseThrow().port();
        remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Speaks a tone, or falls silent. */
    void speak(boolean on) {
        loud = on;
    }

    /** Presses keys one after the other, 100 ms each with 100 ms between. */
    void press(String keys) {
        keys.chars().forEach(key -> digits.add((char) key));
    }

    /** Packets with sound received so far. */
    long heard() {
        return loudPackets.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        socket.close();
    }

    private void tick() {
        try {
            timestamp += SAMPLES;
            Character key = digits.peek();
            if (key == null) {
                send(0, false, timestamp, audio());
                return;
            }
            digit("0123456789*#ABCD".indexOf(key));
        } catch (IOException e) {
            clock.shutdown();
        }
    }

    /** Five packets while the key is down, three that end it, two of silence. */
    private void digit(int event) throws IOException {
        if (digitTick == 0) {
            digitStart = timestamp;
        }
        digitTick++;
        if (digitTick <= 8) {
            boolean ended = digitTick > 5;
            int duration = Math.min(digitTick, 5) * SAMPLES;
            byte[] payload = {(byte) event, (byte) ((ended ? 0x80 : 0) | 10), (byte) (duration >> 8), (byte) duration};
            send(TELEPHONE_EVENT, digitTick == 1, digitStart, payload);
            return;
        }
        send(0, false, timestamp, audio());
        if (digitTick >= 10) {
            digitTick = 0;
            digits.remove();
        }
    }

    private byte[] audio() {
        byte[] audio = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            // A square wave of 500 Hz, far above any threshold of silence.
            audio[i] = loud ? (i / 8 % 2 == 0 ? (byte) 0x90 : (byte) 0x10) : SILENCE;
        }
        return audio;
    }

    private void send(int type, boolean marker, int stamp, byte[] payload) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
        packet.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | type)).putShort((short) sequence++);
        packet.putInt(stamp).putInt(0x1234_0000 + socket.getLocalPort()).put(payload);
        socket.send(new DatagramPacket(packet.array(), packet.capacity(), remote));
    }

    private void receive() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if ((buffer[1] & 0x7f) == 0 && isLoud(buffer, packet.getLength())) {
                    loudPackets.incrementAndGet();
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Low six bits of a complemented mu-law octet grow with loudness; silence has them near zero. */
    private static boolean isLoud(byte[] packet, int length) {
        for (int i = 12; i < length; i++) {
            if ((~packet[i] & 0x7f) > 0x30) {
                return true;
            }
        }
        return false;
    }
}
