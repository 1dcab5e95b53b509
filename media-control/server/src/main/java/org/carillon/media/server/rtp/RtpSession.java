// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.carillon.media.server.audio.DtmfDetector;
import org.carillon.media.server.audio.G711;
import org.carillon.media.server.audio.Pcm;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of one leg's RTP. {@link #drain} takes what has arrived, {@link #read} gives the next 20 ms of it, and
 * {@link #send} sends the next 20 ms. Owned by the media loop's thread.
 */
public final class RtpSession {
    /** Told of keys that begin. */
    public interface KeyListener {
        void key(char key);
    }

    /** Buffers for all sessions of one thread. */
    public static final class Scratch {
        private static final int DATAGRAM = 2048;
        private final ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM);
        private final ByteBuffer out = ByteBuffer.allocateDirect(DATAGRAM);
        private final byte[] payload = new byte[Pcm.FRAME];
        private final RtpPacket packet = new RtpPacket();
    }

    private static final int PCMU = 0;
    private static final int PCMA = 8;
    /** RFC 3389; never agreed, but some send it in pauses, and it shows that they are there. */
    private static final int COMFORT_NOISE = 13;
    /** Bounds the time one session may take in one turn. */
    private static final int MOST_PACKETS_A_TURN = 25;

    private final DatagramChannel channel;
    private final Scratch scratch;
    private final RemoteParty party;
    private final JitterBuffer jitter = new JitterBuffer();
    private final TelephoneEventReceiver eventsIn = new TelephoneEventReceiver();
    private final TelephoneEventSender eventsOut = new TelephoneEventSender();
    private final RtpStatistics statistics = new RtpStatistics();
    private final int ownSsrc;
    private Negotiated agreed = Negotiated.NOTHING;
    private int sequence;
    private int timestamp;
    private boolean marker = true;
    private int remoteSsrc;
    private boolean heard;
    private long frame;
    private long lastReceived;

    public RtpSession(DatagramChannel channel, boolean latching, RandomGenerator random, Scratch scratch) {
        this.channel = channel;
        this.scratch = scratch;
        this.party = new RemoteParty(latching);
        this.ownSsrc = random.nextInt();
        this.sequence = random.nextInt(0x10000);
        this.timestamp = random.nextInt();
    }

    public DatagramChannel channel() {
        return channel;
    }

    public int localPort() {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new IllegalStateException("the RTP channel is closed", e);
        }
    }

    /** Takes a new agreement over. */
    public void agree(Negotiated negotiated) {
        agreed = negotiated;
        party.describe(negotiated.remote());
    }

    public Negotiated agreed() {
        return agreed;
    }

    /** Reads everything that has arrived. */
    public void drain(KeyListener keys) throws IOException {
        ByteBuffer in = scratch.in;
        for (int i = 0; i < MOST_PACKETS_A_TURN; i++) {
            in.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(in);
            if (from == null) {
                return;
            }
            in.flip();
            if (scratch.packet.read(in)) {
                receive(scratch.packet, in, from, keys);
            }
        }
    }

    private void receive(RtpPacket packet, ByteBuffer datagram, InetSocketAddress from, KeyListener keys) {
        G711 codec = codecOf(packet.payloadType);
        boolean event = packet.payloadType == agreed.telephoneEvent();
        boolean noise = packet.payloadType == COMFORT_NOISE;
        if ((codec == null && !event && !noise) || !party.accept(from, frame)) {
            return;
        }
        lastReceived = frame;
        statistics.received(packet);
        if (event) {
            jitter.expectPause();
            char key = eventsIn.receive(packet, datagram);
            if (key != DtmfDetector.NONE) {
                keys.key(key);
            }
        } else if (codec != null) {
            if (!heard || packet.ssrc != remoteSsrc) {
                heard = true;
                remoteSsrc = packet.ssrc;
                jitter.reset();
            }
            jitter.put(packet.timestamp, datagram, packet.payloadAt, packet.payloadLength, codec);
        }
    }

    private static @Nullable G711 codecOf(int payloadType) {
        return payloadType == PCMU ? G711.ULAW : payloadType == PCMA ? G711.ALAW : null;
    }

    /** Moves the clock by one frame and takes 20 ms of what was heard; false when that is silence. */
    public boolean read(short[] samples) {
        frame++;
        return jitter.read(samples);
    }

    /** Frames since anything valid arrived (or since the session began). */
    public long silentFrames() {
        return frame - lastReceived;
    }

    /** Starts the count of {@link #silentFrames} anew. */
    public void expectSoundFromNow() {
        lastReceived = frame;
    }

    /** Sends a digit by RFC 4733; false when that was not agreed or too many wait. */
    public boolean sendKey(char key) {
        return agreed.telephoneEvent() >= 0 && agreed.remote() != null && eventsOut.offer(key);
    }

    /**
     * Sends 20 ms.
     *
     * @param samples a frame, or null for silence
     */
    public void send(short @Nullable [] samples) {
        InetSocketAddress target = agreed.remoteReceives() ? party.target() : null;
        if (target == null) {
            skip();
            return;
        }
        ByteBuffer out = scratch.out.clear();
        if (eventsOut.active()) {
            event(out);
        } else {
            audio(out, samples);
        }
        timestamp += Pcm.FRAME;
        if (out.position() > 0) {
            transmit(out.flip(), target);
        }
    }

    private void audio(ByteBuffer out, short @Nullable [] samples) {
        G711 codec = agreed.codec();
        RtpPacket.write(out, codec == G711.ULAW ? PCMU : PCMA, marker, sequence++, timestamp, ownSsrc);
        marker = false;
        byte[] payload = scratch.payload;
        if (samples == null) {
            Arrays.fill(payload, codec.encode((short) 0));
        } else {
            codec.encode(samples, payload, 0, Pcm.FRAME);
        }
        out.put(payload);
    }

    private void event(ByteBuffer out) {
        if (eventsOut.pausing()) {
            eventsOut.next(out);
            return;
        }
        boolean first = eventsOut.first();
        int start = eventsOut.timestamp(timestamp);
        RtpPacket.write(out, agreed.telephoneEvent(), first, sequence++, start, ownSsrc);
        eventsOut.next(out);
        marker = true;
    }

    private void transmit(ByteBuffer out, InetSocketAddress target) {
        int octets = out.remaining() - RtpPacket.HEADER;
        try {
            channel.send(out, target);
            statistics.sent(octets);
        } catch (IOException | java.nio.channels.UnresolvedAddressException e) {
            // Unreachable just now; RTP has no repetition, the next packet tries again.
            marker = true;
        }
    }

    /** Nothing goes out for 20 ms. */
    public void skip() {
        timestamp += Pcm.FRAME;
        marker = true;
    }

    public RtpStatistics statistics() {
        return statistics;
    }

    public void close() throws IOException {
        channel.close();
    }
}
