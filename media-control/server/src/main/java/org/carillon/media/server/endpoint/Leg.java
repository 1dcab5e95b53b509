// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.io.IOException;
import org.carillon.media.mgcp.codec.ConnectionMode;
import org.carillon.media.server.audio.DtmfDetector;
import org.carillon.media.server.audio.Keypad;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.rtp.Negotiated;
import org.carillon.media.server.rtp.RtpSession;
import org.carillon.media.server.rtp.SdpNegotiator;
import org.carillon.media.server.signal.EndReason;
import org.carillon.media.server.signal.KeySink;
import org.jspecify.annotations.Nullable;

/**
 * One telephone leg. Each turn of the loop first calls {@link #receive}, then mixers give their share by {@link #mixed}, then
 * {@link #transmit}.
 */
public final class Leg implements Endpoint {
    private static final short[] SILENCE = new short[Pcm.FRAME];
    private static final int RELAYED_KEY_MILLIS = 100;

    private final EndpointState state;
    private final RtpSession rtp;
    private final SdpNegotiator negotiator;
    private final int silentFramesToTell;
    private final DtmfDetector detector = new DtmfDetector();
    private final KeyFilter keys = new KeyFilter();
    private final short[] in = new short[Pcm.FRAME];
    private final short[] out = new short[Pcm.FRAME];
    private final short[] spare = new short[Pcm.FRAME];
    private final short[] mix = new short[Pcm.FRAME];
    private ConnectionMode mode;
    private boolean inSounds;
    private boolean mixSounds;
    private boolean silenceTold;
    private @Nullable Mixer mixer;
    private @Nullable Pcm relayed;
    private int relayedAt;
    private long sdpVersion;

    /** @param silentFramesToTell frames without RTP after which the call agent is told */
    Leg(EndpointState state, RtpSession rtp, SdpNegotiator negotiator, ConnectionMode mode, int silentFramesToTell) {
        this.state = state;
        this.rtp = rtp;
        this.negotiator = negotiator;
        this.mode = mode;
        this.silentFramesToTell = silentFramesToTell;
    }

    @Override
    public EndpointState state() {
        return state;
    }

    public RtpSession rtp() {
        return rtp;
    }

    public SdpNegotiator negotiator() {
        return negotiator;
    }

    @Override
    public KeySink keySink() {
        return rtp::sendKey;
    }

    public ConnectionMode mode() {
        return mode;
    }

    /** Changes the mode, and the agreement when a new one was made. */
    public void change(ConnectionMode newMode, @Nullable Negotiated agreed) {
        mode = newMode;
        if (agreed != null) {
            rtp.agree(agreed);
        }
        rtp.expectSoundFromNow();
    }

    /** Grows with every description of this leg. */
    public long nextSdpVersion() {
        return ++sdpVersion;
    }

    public @Nullable Mixer mixer() {
        return mixer;
    }

    void joined(@Nullable Mixer newMixer) {
        mixer = newMixer;
        mixSounds = false;
    }

    /** Takes what has arrived at the socket. */
    void drain() {
        try {
            rtp.drain(this::event);
        } catch (IOException e) {
            System.getLogger(Leg.class.getName()).log(System.Logger.Level.DEBUG, "RTP of {0}: {1}", state.name(), e);
        }
    }

    private boolean hears() {
        return mode == ConnectionMode.SENDRECV || mode == ConnectionMode.RECVONLY;
    }

    private boolean speaks() {
        return mode == ConnectionMode.SENDRECV || mode == ConnectionMode.SENDONLY;
    }

    private void event(char key) {
        if (!hears()) {
            return;
        }
        pressed(keys.event(key));
        Mixer joined = mixer;
        if (joined != null) {
            joined.relayKey(this, key);
        }
    }

    private void pressed(char key) {
        if (key != DtmfDetector.NONE) {
            state.key(key);
        }
    }

    /** First part of a turn: the next 20 ms from the far side. */
    void receive() {
        boolean sound = rtp.read(in);
        inSounds = sound && hears();
        if (inSounds) {
            char tone = detector.process(in, Pcm.FRAME);
            if (tone != DtmfDetector.NONE) {
                pressed(keys.tone(tone, rtp.agreed().telephoneEvent() >= 0));
            }
        }
        pressed(keys.tick());
        watchSilence();
    }

    /** What the far side said in this turn; null for silence. */
    short @Nullable [] sound() {
        return inSounds ? in : null;
    }

    private void watchSilence() {
        boolean due = hears() && rtp.agreed().remoteSends() && rtp.agreed().remote() != null;
        boolean silent = due && rtp.silentFrames() >= silentFramesToTell;
        if (!due) {
            rtp.expectSoundFromNow();
        }
        if (silent == silenceTold) {
            return;
        }
        silenceTold = silent;
        state.tell(silent ? "CR/rto(ms=" + rtp.silentFrames() * Pcm.FRAME_MS + ")" : "CR/rtr");
    }

    /** Whether RTP is missing that is due. */
    boolean silent() {
        return silenceTold || rtp.agreed().remote() == null;
    }

    /** Second part of a turn: the mixer's share; the array is filled by the mixer. */
    short[] mixed(boolean sounds) {
        mixSounds = sounds;
        return mix;
    }

    /** Plays a key that came from another member of the mixer. */
    void relay(char key) {
        if (!rtp.sendKey(key)) {
            relayed = Keypad.tone(key, RELAYED_KEY_MILLIS);
            relayedAt = 0;
        }
    }

    /** Third part of a turn: the next 20 ms to the far side. */
    void transmit() {
        boolean sounds = state.signals().play(out, spare);
        if (mixSounds) {
            sounds = blend(sounds, mix);
        }
        if (relayed != null) {
            sounds = blend(sounds, nextRelayed(relayed));
        }
        mixSounds = false;
        if (state.signals().listening()) {
            state.signals().hear(inSounds ? in : SILENCE, SILENCE);
        }
        if (speaks()) {
            rtp.send(sounds ? out : null);
        } else {
            rtp.skip();
        }
    }

    private boolean blend(boolean sounds, short[] other) {
        for (int i = 0; i < Pcm.FRAME; i++) {
            out[i] = sounds ? Pcm.clip(out[i] + other[i]) : other[i];
        }
        return true;
    }

    private short[] nextRelayed(Pcm tone) {
        int count = Math.min(Pcm.FRAME, tone.length() - relayedAt);
        tone.copyTo(relayedAt, spare, 0, count);
        Pcm.EMPTY.copyTo(0, spare, count, Pcm.FRAME - count);
        relayedAt += count;
        if (relayedAt == tone.length()) {
            relayed = null;
        }
        return spare;
    }

    @Override
    public void close(EndReason reason) {
        state.signals().stop(signal -> true, reason);
        Mixer joined = mixer;
        if (joined != null) {
            joined.leave(this);
        }
        try {
            rtp.close();
        } catch (IOException e) {
            System.getLogger(Leg.class.getName()).log(System.Logger.Level.DEBUG, "closing {0}: {1}", state.name(), e);
        }
    }
}
