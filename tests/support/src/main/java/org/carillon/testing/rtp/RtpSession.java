// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.net.LoopbackPorts;
import org.jspecify.annotations.Nullable;

/**
 * One RTP socket: hears from the moment it is opened, speaks when it has a route. Audio that comes is recorded whole,
 * whatever the direction agreed on, so a test can show that nothing came while it should not.
 */
public final class RtpSession implements AutoCloseable {
    private static final int MAX_PACKET = 2048;

    private final DatagramSocket socket = LoopbackPorts.openRtpSocket();
    private final AudioTape tape = new AudioTape();
    private final EventReceiver events = new EventReceiver();
    private final RtpMeter meter = new RtpMeter();
    private final Speaker speaker = new Speaker();
    private final EventSender keys = new EventSender();
    private final Consumer<String> notes;
    private final int source = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(0x8000);
    private long timestamp = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    private boolean talking;
    private volatile @Nullable RtpRoute route;
    private volatile int eventPayloadType = 101;
    private volatile boolean muted;

    private RtpSession(Consumer<String> notes) {
        this.notes = notes;
    }

    /**
     * Opens a socket on a free port and listens.
     *
     * @param notes told in plain words when audio begins and keys are heard
     */
    public static RtpSession open(Consumer<String> notes) {
        var session = new RtpSession(notes);
        var thread = new Thread(session::listen, "phone-rtp-" + session.port());
        thread.setDaemon(true);
        thread.start();
        RtpClock.shared().add(session);
        return session;
    }

    /** The local port, even. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Where and how to send from now on. */
    public void route(RtpRoute newRoute) {
        route = newRoute;
    }

    /** The payload type under which this side asked for telephone events. */
    public void listenForEvents(int payloadType) {
        eventPayloadType = payloadType;
    }

    /** With true, not a single packet is sent until false. */
    public void mute(boolean on) {
        muted = on;
    }

    /** The call is over: not a single packet more; what was still to be played or pressed is dropped. */
    public void fallSilent() {
        muted = true;
        speaker.stop();
        keys.drop();
    }

    /** Plays after what is playing. */
    public void play(Sound sound) {
        speaker.say(sound);
    }

    /** Plays a sine until {@link #stopPlaying()}. */
    public void playTone(double hertz, double dbfs) {
        double amplitude = 32768 * Math.sqrt(2) * Math.pow(10, dbfs / 20);
        speaker.sayForEver(
                i -> (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / Sound.TELEPHONE_RATE)));
    }

    /** From now on silence. */
    public void stopPlaying() {
        speaker.stop();
    }

    /** Whether all sounds were sent; a tone without end does not count. */
    public boolean playedAll() {
        return speaker.finished();
    }

    /** Sends keys as telephone events. */
    public void pressKeys(String digits, Duration on, Duration off) {
        keys.press(digits, on, off);
    }

    /** Whether all keys were sent. */
    public boolean pressedAll() {
        return keys.finished();
    }

    /** Everything heard from an index of the tape on, see {@link #now()}. */
    public Sound heardFrom(int index) {
        return tape.from(index);
    }

    /** The index of the tape that belongs to this moment. */
    public int now() {
        return tape.indexAt(System.nanoTime());
    }

    /** When a place on the tape was heard. */
    public Instant timeOf(int index) {
        return tape.timeOf(index);
    }

    /** Keys that came as telephone events. */
    public List<HeardDigit> eventDigits() {
        return events.digits();
    }

    /** How long no packet has come; a very long time if none ever came. */
    public Duration quietFor() {
        return Duration.ofNanos(meter.nanosSinceLast(System.nanoTime()));
    }

    /** Counters. */
    public RtpStats stats() {
        return meter.snapshot();
    }

    private void listen() {
        var packet = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
        while (!socket.isClosed()) {
            try {
                packet.setLength(MAX_PACKET);
                socket.receive(packet);
            } catch (IOException closed) {
                continue;
            }
            long nanos = System.nanoTime();
            RtpPacket.parse(packet.getData(), packet.getLength()).ifPresent(rtp -> hear(rtp, nanos));
        }
    }

    private void hear(RtpPacket packet, long nanos) {
        Instant at = Instant.now();
        if (packet.payloadType() == eventPayloadType) {
            meter.received(packet, nanos, at);
            if (events.accept(packet, at)) {
                List<HeardDigit> all = events.digits();
                notes.accept("hears key " + all.get(all.size() - 1).key() + " (RFC 4733)");
            }
            return;
        }
        for (AudioCodec codec : AudioCodec.values()) {
            if (codec.payloadType() == packet.payloadType()) {
                if (meter.received(packet, nanos, at)) {
                    notes.accept("audio comes in, " + codec);
                }
                tape.put(packet, codec.law().decode(packet.payload()), nanos, at);
            }
        }
    }

    /** Called by the clock every 20 ms. */
    void tick() {
        RtpRoute to = route;
        timestamp += Speaker.FRAME;
        if (to == null || !to.sending() || muted) {
            talking = false;
            return;
        }
        var event = to.eventPayloadType() >= 0 ? keys.next(timestamp) : Optional.<EventSender.Frame>empty();
        if (event.isPresent()) {
            EventSender.Frame frame = event.get();
            send(
                    to,
                    new RtpPacket(
                            frame.marker(),
                            to.eventPayloadType(),
                            sequence++,
                            frame.timestamp(),
                            source,
                            frame.payload()));
            return;
        }
        byte[] audio = to.codec().law().encode(speaker.nextFrame());
        send(to, new RtpPacket(!talking, to.codec().payloadType(), sequence++, timestamp, source, audio));
        talking = true;
    }

    private void send(RtpRoute to, RtpPacket packet) {
        byte[] bytes = packet.toBytes();
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to.remote()));
            meter.sent();
        } catch (IOException gone) {
            // The other side closed its port or we did; the next tick, if any, tries again.
            talking = false;
        }
    }

    @Override
    public void close() {
        RtpClock.shared().remove(this);
        socket.close();
    }
}
