// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.carillon.media.server.audio.G711;
import org.carillon.media.server.audio.Keypad;

/** The far side of a leg: sends sound and keys, and keeps everything it hears. */
public final class RtpPeer implements AutoCloseable {
    private static final int LOUD = 800;

    private static final int KEPT = 8000 * 60;
    private final DatagramChannel channel;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final short[] heard = new short[KEPT];
    private final StringBuilder keys = new StringBuilder();
    private final int eventType;
    private G711 codec = G711.ULAW;
    private int length;
    private int packets;
    private int lastEventStart;
    private short[] toSend = new short[0];
    private int sent;
    private String keysToSend = "";
    private int keyStep;
    private int sequence = 100;
    private int timestamp = 5000;
    private int ssrc = 77;
    private volatile InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    /** @param eventType payload type of telephone events, or -1 */
    public RtpPeer(int eventType) {
        this.eventType = eventType;
        try {
            channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::receive, "rtp-peer");
        reader.setDaemon(true);
        reader.start();
    }

    public int port() {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description this peer offers. */
    public String sdp(String... codecs) {
        StringBuilder formats = new StringBuilder();
        for (String name : codecs.length == 0 ? new String[] {"PCMU"} : codecs) {
            formats.append(name.equals("PCMU") ? " 0" : " 8");
        }
        String event = eventType < 0 ? "" : " " + eventType;
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port()
                + " RTP/AVP" + formats + event + "\r\n"
                + (eventType < 0 ? "" : "a=rtpmap:" + eventType + " telephone-event/8000\r\n");
    }

    /** Starts to send 50 packets a second to this port: silence until something else is asked for. */
    public void talkTo(int port) {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var unused = clock.scheduleAtFixedRate(this::turn, 20, 20, TimeUnit.MILLISECONDS);
    }

    public synchronized void codec(G711 newCodec) {
        codec = newCodec;
    }

    /** Says this next. */
    public synchronized void say(short[] samples) {
        toSend = samples;
        sent = 0;
    }

    /** Presses keys by telephone events, 60 ms each and 60 ms apart. */
    public synchronized void press(String someKeys) {
        keysToSend += someKeys;
    }

    private synchronized void turn() {
        ByteBuffer packet = ByteBuffer.allocate(200);
        boolean event = !keysToSend.isEmpty();
        packet.put((byte) 0x80)
                .put((byte) (event ? eventType : codec == G711.ULAW ? 0 : 8))
                .putShort((short) sequence++);
        if (event) {
            event(packet);
        } else {
            audio(packet);
        }
        timestamp += 160;
        try {
            channel.send(packet.flip(), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void audio(ByteBuffer packet) {
        packet.putInt(timestamp).putInt(ssrc);
        for (int i = 0; i < 160; i++) {
            packet.put(codec.encode(sent < toSend.length ? toSend[sent] : 0));
            sent++;
        }
    }

    private void event(ByteBuffer packet) {
        int start = timestamp - 160 * Math.min(keyStep, 2);
        boolean end = keyStep >= 2;
        packet.putInt(keyStep < 3 ? start : timestamp - 160 * keyStep).putInt(ssrc);
        packet.put((byte) Keypad.eventOf(keysToSend.charAt(0)));
        packet.put((byte) (end ? 0x8A : 0x0A)).putShort((short) (160 * Math.min(3, keyStep + 1)));
        if (++keyStep == 5) {
            keyStep = 0;
            keysToSend = keysToSend.substring(1);
        }
    }

    /** Begins a new stream, as a far side does that was replaced. */
    public synchronized void newStream() {
        ssrc++;
        sequence = 40_000;
        timestamp = 1_000_000;
    }

    private void receive() {
        ByteBuffer packet = ByteBuffer.allocate(2048);
        try {
            while (true) {
                packet.clear();
                channel.receive(packet);
                received(packet.flip());
            }
        } catch (AsynchronousCloseException e) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void received(ByteBuffer packet) {
        packets++;
        int type = packet.get(1) & 0x7F;
        if (type == eventType) {
            if (packet.getInt(4) != lastEventStart) {
                lastEventStart = packet.getInt(4);
                keys.append(Keypad.KEYS.charAt(packet.get(12)));
            }
            return;
        }
        G711 used = type == 0 ? G711.ULAW : G711.ALAW;
        for (int i = 12; i < packet.limit() && length < KEPT; i++) {
            heard[length++] = used.decode(packet.get(i));
        }
    }

    /** All sound so far. */
    public synchronized short[] heard() {
        return Arrays.copyOf(heard, length);
    }

    /** Forgets what was heard. */
    public synchronized void forget() {
        length = 0;
        keys.setLength(0);
        packets = 0;
    }

    public synchronized int packets() {
        return packets;
    }

    /** Keys that came as telephone events. */
    public synchronized String keys() {
        return keys.toString();
    }

    /** Amplitude of a frequency in the last 200 ms; 0 while less was heard. */
    public synchronized double level(double frequency) {
        return length < 1600 ? 0 : Sounds.level(Arrays.copyOfRange(heard, length - 1600, length), frequency);
    }

    /** The highest level that a frequency has had for 100 ms: of a short tone, too, that nobody looked at while it was heard. */
    public synchronized double loudest(double frequency) {
        double loudest = 0;
        for (int from = 0; from + LOUD <= length; from += LOUD / 2) {
            loudest = Math.max(loudest, Sounds.level(Arrays.copyOfRange(heard, from, from + LOUD), frequency));
        }
        return loudest;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
