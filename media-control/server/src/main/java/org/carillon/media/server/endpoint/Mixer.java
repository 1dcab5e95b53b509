// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.carillon.media.mgcp.codec.ConnectionMode;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.signal.EndReason;
import org.carillon.media.server.signal.KeySink;
import org.jspecify.annotations.Nullable;

/**
 * Mixes legs: each hears the sum of the others and what is played to all. A coach is heard by one member only.
 */
public final class Mixer implements Endpoint {
    /** What the other end of a mixer connection is called on the leg. */
    public static final String LEG_CONNECTION = "2";

    /** One leg in the mixer. */
    static final class Member {
        final String id;
        final String legConnection;
        final Leg leg;
        ConnectionMode mode;

        @Nullable
        Member coached;

        short @Nullable [] said;

        Member(String id, String legConnection, Leg leg, ConnectionMode mode) {
            this.id = id;
            this.legConnection = legConnection;
            this.leg = leg;
            this.mode = mode;
        }

        boolean mayBeHeard() {
            return mode == ConnectionMode.SENDRECV || mode == ConnectionMode.RECVONLY;
        }

        boolean mayHear() {
            return mode == ConnectionMode.SENDRECV || mode == ConnectionMode.SENDONLY;
        }
    }

    private final EndpointState state;
    private final List<Member> members = new ArrayList<>();
    private final int[] sum = new int[Pcm.FRAME];
    private final short[] played = new short[Pcm.FRAME];
    private final short[] spare = new short[Pcm.FRAME];
    private final short[] left = new short[Pcm.FRAME];
    private final short[] right = new short[Pcm.FRAME];
    private long lastConnection;

    Mixer(EndpointState state) {
        this.state = state;
    }

    @Override
    public EndpointState state() {
        return state;
    }

    @Override
    public KeySink keySink() {
        return KeySink.NONE;
    }

    /** Puts a leg in, taking it out of its old mixer; answers the connection's ids on this mixer and on the leg. */
    public List<String> join(Leg leg, ConnectionMode mode, @Nullable String coached) {
        Mixer before = leg.mixer();
        if (before != null) {
            before.leave(leg);
        }
        String id = Long.toString(++lastConnection);
        Member member = new Member(id, LEG_CONNECTION, leg, mode);
        member.coached = coached == null ? null : member(coached).orElse(null);
        members.add(member);
        leg.joined(this);
        return List.of(member.id, member.legConnection);
    }

    /** Changes mode and coaching of a member. */
    public void change(String id, ConnectionMode mode, @Nullable String coached) {
        member(id).ifPresent(member -> {
            member.mode = mode;
            member.coached = coached == null ? member.coached : member(coached).orElse(null);
        });
    }

    public boolean has(String id) {
        return member(id).isPresent();
    }

    public Optional<ConnectionMode> modeOf(String id) {
        return member(id).map(member -> member.mode);
    }

    private Optional<Member> member(String id) {
        return members.stream().filter(member -> member.id.equals(id)).findFirst();
    }

    public List<String> connections() {
        return members.stream().map(member -> member.id).toList();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Takes a leg out by its connection. */
    public void leave(String id) {
        member(id).ifPresent(member -> leave(member.leg));
    }

    /** Takes a leg out. */
    public void leave(Leg leg) {
        members.removeIf(member -> member.leg == leg);
        members.forEach(
                member -> member.coached = member.coached != null && member.coached.leg == leg ? null : member.coached);
        leg.joined(null);
    }

    /** Passes a telephone event on to the others. */
    void relayKey(Leg from, char key) {
        boolean heard = members.stream().anyMatch(m -> m.leg == from && m.mayBeHeard() && m.coached == null);
        if (!heard) {
            return;
        }
        for (Member member : members) {
            if (member.leg != from && member.mayHear()) {
                member.leg.relay(key);
            }
        }
    }

    /** The mixer's part of a turn. */
    void turn() {
        boolean sounds = addUp();
        boolean playing = state.signals().play(played, spare);
        if (playing) {
            for (int i = 0; i < Pcm.FRAME; i++) {
                sum[i] += played[i];
            }
        }
        for (int i = 0; i < members.size(); i++) {
            share(members.get(i), sounds || playing);
        }
        if (state.signals().listening()) {
            record();
        }
    }

    private boolean addUp() {
        Arrays.fill(sum, 0);
        boolean sounds = false;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            short[] said = member.mayBeHeard() ? member.leg.sound() : null;
            member.said = said;
            if (said == null) {
                continue;
            }
            sounds = true;
            if (member.coached == null) {
                add(said);
            }
        }
        return sounds;
    }

    private void add(short[] said) {
        for (int i = 0; i < Pcm.FRAME; i++) {
            sum[i] += said[i];
        }
    }

    private void share(Member member, boolean sounds) {
        if (!sounds || !member.mayHear()) {
            return;
        }
        short[] mix = member.leg.mixed(true);
        short[] own = member.coached == null ? member.said : null;
        for (int i = 0; i < Pcm.FRAME; i++) {
            mix[i] = Pcm.clip(own == null ? sum[i] : sum[i] - own[i]);
        }
        for (int i = 0; i < members.size(); i++) {
            Member coach = members.get(i);
            short[] said = coach.said;
            if (coach.coached == member && said != null) {
                for (int k = 0; k < Pcm.FRAME; k++) {
                    mix[k] = Pcm.clip(mix[k] + said[k]);
                }
            }
        }
    }

    /** The whole mix on the left for one channel; with two, the first member left and all others right. */
    private void record() {
        short[] first = members.isEmpty() || members.get(0).coached != null ? null : members.get(0).said;
        boolean stereo = state.signals().stereo();
        for (int i = 0; i < Pcm.FRAME; i++) {
            int one = first == null ? 0 : first[i];
            left[i] = stereo ? (short) one : Pcm.clip(sum[i]);
            right[i] = Pcm.clip(sum[i] - one);
        }
        state.signals().hear(left, right);
    }

    @Override
    public void close(EndReason reason) {
        state.signals().stop(signal -> true, reason);
        List.copyOf(members).forEach(member -> leave(member.leg));
    }
}
