// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.carillon.media.mgcp.codec.ConnectionMode;
import org.carillon.media.server.rtp.RtpPorts;
import org.carillon.media.server.rtp.RtpSession;
import org.carillon.media.server.rtp.SdpNegotiator;
import org.carillon.media.server.signal.EndReason;

/** All endpoints, and one turn of all of them. Only the media loop's thread may call it. */
public final class Endpoints implements AutoCloseable {
    /** No more legs or mixers fit. */
    public static final class FullException extends Exception {
        FullException(String message) {
            super(message, null, false, false);
        }
    }

    private record Gone(EventLog log, long turn) {}

    private static final int TURNS_A_SECOND = 50;
    private static final int GONE_TURNS = 60 * TURNS_A_SECOND;
    private static final int MOST_GONE = 10_000;
    private static final Consumer<Leg> DRAIN = Leg::drain;
    private static final Consumer<Leg> RECEIVE = Leg::receive;
    private static final Consumer<Leg> TRANSMIT = Leg::transmit;
    private static final System.Logger LOG = System.getLogger(Endpoints.class.getName());

    private final EndpointLimits limits;
    private final RtpPorts ports;
    private final boolean latching;
    private final InstantSource clock;
    private final EventSink sink;
    private final RandomGenerator random;
    private final Selector selector;
    private final RtpSession.Scratch scratch = new RtpSession.Scratch();
    private final Leases leases = new Leases();
    private final LinkedHashMap<String, Endpoint> byName = new LinkedHashMap<>();
    private final List<Leg> legs = new ArrayList<>();
    private final List<Mixer> mixers = new ArrayList<>();
    private final List<Leg> broken = new ArrayList<>();
    private final LinkedHashMap<String, Gone> gone = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Gone> eldest) {
            return size() > MOST_GONE;
        }
    };
    private long lastNumber;
    private boolean closed;
    private long turn;

    /** @param latching whether RTP is sent to where it comes from */
    public Endpoints(
            EndpointLimits limits,
            RtpPorts ports,
            boolean latching,
            InstantSource clock,
            EventSink sink,
            RandomGenerator random)
            throws IOException {
        this.limits = limits;
        this.ports = ports;
        this.latching = latching;
        this.clock = clock;
        this.sink = sink;
        this.random = random;
        this.selector = Selector.open();
    }

    /** @throws FullException when the limit is reached or no RTP port is free */
    public Leg createLeg(String callId, Owner owner, SdpNegotiator negotiator, ConnectionMode mode)
            throws FullException {
        if (legs.size() >= limits.legs()) {
            throw new FullException("all " + limits.legs() + " legs are in use");
        }
        try {
            DatagramChannel channel = ports.open();
            RtpSession rtp = new RtpSession(channel, latching, random, scratch);
            int silentFrames = (int) EndpointLimits.frames(limits.rtpTimeout());
            Leg leg = new Leg(newState("leg", callId, owner), rtp, negotiator, mode, silentFrames);
            channel.register(selector, SelectionKey.OP_READ, leg);
            legs.add(leg);
            byName.put(leg.state().name(), leg);
            return leg;
        } catch (IOException e) {
            throw new FullException("no RTP port: " + e.getMessage());
        }
    }

    /** @throws FullException when the limit is reached */
    public Mixer createMixer(String callId, Owner owner) throws FullException {
        if (mixers.size() >= limits.legs()) {
            throw new FullException("all " + limits.legs() + " mixers are in use");
        }
        Mixer mixer = new Mixer(newState("cnf", callId, owner));
        mixers.add(mixer);
        byName.put(mixer.state().name(), mixer);
        return mixer;
    }

    private EndpointState newState(String kind, String callId, Owner owner) {
        long number = ++lastNumber;
        String name = kind + "/" + number + "-" + String.format("%08x", random.nextInt());
        return new EndpointState(name, number, callId, owner, clock, sink);
    }

    public Optional<Endpoint> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The events of an endpoint that was deleted within the last minute. */
    public Optional<EventLog> eventsOfGone(String name) {
        return Optional.ofNullable(gone.get(name)).map(Gone::log);
    }

    /** All endpoints, oldest first. */
    public Collection<Endpoint> all() {
        return byName.values();
    }

    public int legCount() {
        return legs.size();
    }

    public int mixerCount() {
        return mixers.size();
    }

    /** Deletes an endpoint, and its mixer when it was the last one in it. */
    public void delete(Endpoint endpoint, EndReason reason) {
        endpoint.close(reason);
        String name = endpoint.state().name();
        byName.remove(name);
        gone.put(name, new Gone(endpoint.state().log(), turn));
        if (endpoint instanceof Leg leg) {
            legs.remove(leg);
        } else if (endpoint instanceof Mixer mixer) {
            mixers.remove(mixer);
        }
        deleteEmptyMixers();
    }

    /** To be called after legs have left mixers. */
    public void deleteEmptyMixers() {
        for (Mixer mixer : List.copyOf(mixers)) {
            if (mixer.isEmpty() && byName.containsKey(mixer.state().name())) {
                delete(mixer, EndReason.HANGUP);
            }
        }
    }

    /** A datagram of a call agent came. */
    public void seen(InetSocketAddress source) {
        leases.seen(source, turn);
    }

    /** 20 ms of everything. */
    public void turn() {
        if (closed) {
            return;
        }
        turn++;
        readSockets();
        for (int i = 0; i < legs.size(); i++) {
            guarded(legs.get(i), RECEIVE);
        }
        for (int i = 0; i < mixers.size(); i++) {
            mixers.get(i).turn();
        }
        for (int i = 0; i < legs.size(); i++) {
            guarded(legs.get(i), TRANSMIT);
        }
        deleteBroken();
        if (turn % TURNS_A_SECOND == 0) {
            sweep();
        }
    }

    /** What one leg breaks does not silence the others: it is ended, and the call agent is told. */
    private void guarded(Leg leg, Consumer<Leg> part) {
        try {
            part.accept(leg);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "CMS0101 leg " + leg.state().name() + " failed and is ended", e);
            broken.add(leg);
        }
    }

    private void deleteBroken() {
        for (Leg leg : broken) {
            if (byName.containsKey(leg.state().name())) {
                leg.state().tell("CR/gone(rs=fault)");
                delete(leg, EndReason.HANGUP);
            }
        }
        broken.clear();
    }

    private void readSockets() {
        try {
            selector.selectNow(key -> guarded((Leg) key.attachment(), DRAIN));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the RTP sockets cannot be read", e);
        }
    }

    private void sweep() {
        gone.values().removeIf(entry -> turn - entry.turn() > GONE_TURNS);
        long lease = EndpointLimits.frames(limits.lease());
        long longLease = EndpointLimits.frames(limits.longLease());
        for (Leg leg : List.copyOf(legs)) {
            long silent = leases.silentTurns(leg.state().owner().source(), turn);
            if (silent > longLease || (silent > lease && leg.silent())) {
                leg.state().tell("CR/gone(rs=lease)");
                delete(leg, EndReason.HANGUP);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Endpoint endpoint : List.copyOf(byName.values())) {
            if (byName.containsKey(endpoint.state().name())) {
                delete(endpoint, EndReason.HANGUP);
            }
        }
        closed = true;
        selector.close();
    }
}
