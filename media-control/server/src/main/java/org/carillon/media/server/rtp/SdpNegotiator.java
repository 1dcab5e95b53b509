// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carillon.media.mgcp.sdp.MediaDescription;
import org.carillon.media.mgcp.sdp.MediaDirection;
import org.carillon.media.mgcp.sdp.Payload;
import org.carillon.media.mgcp.sdp.SdpException;
import org.carillon.media.mgcp.sdp.SdpOrigin;
import org.carillon.media.mgcp.sdp.SessionDescription;
import org.carillon.media.server.audio.G711;
import org.jspecify.annotations.Nullable;

/**
 * Offer and answer (RFC 3264) for one audio stream of PCMU, PCMA and telephone-event over RTP/AVP.
 */
public final class SdpNegotiator {
    /** Why a description cannot be used. */
    public enum Refusal {
        /** It cannot be read, or offers no audio over plain RTP. */
        UNUSABLE,
        /** It offers none of our codecs. */
        NO_CODEC
    }

    /** A description was refused. */
    public static final class RefusedException extends Exception {
        private final Refusal refusal;

        RefusedException(Refusal refusal, String message) {
            super(message, null, false, false);
            this.refusal = refusal;
        }

        public Refusal refusal() {
            return refusal;
        }
    }

    private static final int CLOCK = 8000;
    private static final int DEFAULT_EVENT_TYPE = 101;
    private static final String BROADCAST = "255.255.255.255";
    private static final Pattern DOTTED =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})");

    /**
     * Our half of a description.
     *
     * @param port RTP port
     * @param session number that stays for the life of the leg
     * @param version grows with every description
     * @param direction what the call agent wants of us
     */
    public record LocalSide(int port, long session, long version, MediaDirection direction) {}

    private final String address;
    private final List<String> codecs;

    /**
     * @param address the one to name in {@code c=}
     * @param codecs allowed codecs in the order of preference; names that are not known are left out, empty means all
     */
    public SdpNegotiator(String address, List<String> codecs) {
        this.address = address;
        List<String> known = codecs.stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(name -> codecOf(name).isPresent())
                .toList();
        this.codecs = known.isEmpty() ? List.of("PCMU", "PCMA") : known;
    }

    private static Optional<G711> codecOf(String name) {
        return switch (name) {
            case "PCMU" -> Optional.of(G711.ULAW);
            case "PCMA" -> Optional.of(G711.ALAW);
            default -> Optional.empty();
        };
    }

    /** What we offer when the far side has said nothing yet. */
    public String offer(LocalSide side) {
        List<Payload> payloads = new ArrayList<>();
        codecs.forEach(name -> payloads.add(Payload.of(name.equals("PCMU") ? 0 : 8, name, CLOCK)));
        payloads.add(Payload.telephoneEvent(DEFAULT_EVENT_TYPE));
        return describe(side, List.of(stream(side.port(), payloads, side.direction())));
    }

    /**
     * Reads the far side's description.
     *
     * @throws RefusedException when it cannot be used
     */
    public Negotiated agree(String remote) throws RefusedException {
        SessionDescription description = parse(remote);
        MediaDescription audio = usable(description);
        Payload codec = choose(audio)
                .orElseThrow(() -> new RefusedException(Refusal.NO_CODEC, "neither PCMU nor PCMA is offered"));
        int event = audio.payload("telephone-event", CLOCK).map(Payload::type).orElse(-1);
        MediaDirection direction = description.directionOf(audio);
        return new Negotiated(
                codecOf(codec.encoding().toUpperCase(Locale.ROOT)).orElseThrow(),
                event,
                place(description.addressOf(audio), audio.port()),
                direction == MediaDirection.SENDRECV || direction == MediaDirection.RECVONLY,
                direction == MediaDirection.SENDRECV || direction == MediaDirection.SENDONLY);
    }

    /** The answer to a description that {@link #agree} took. */
    public String answer(String remote, Negotiated agreed, LocalSide side) throws RefusedException {
        SessionDescription description = parse(remote);
        MediaDescription audio = usable(description);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(
                Payload.of(agreed.codec() == G711.ULAW ? 0 : 8, agreed.codec() == G711.ULAW ? "PCMU" : "PCMA", CLOCK));
        if (agreed.telephoneEvent() >= 0) {
            payloads.add(Payload.telephoneEvent(agreed.telephoneEvent()));
        }
        MediaDirection answered =
                narrow(side.direction(), description.directionOf(audio).reversed());
        List<MediaDescription> streams = new ArrayList<>(
                description.media().stream().map(MediaDescription::refused).toList());
        streams.set(description.media().indexOf(audio), stream(side.port(), payloads, answered));
        return describe(side, streams);
    }

    private static MediaDirection narrow(MediaDirection one, MediaDirection other) {
        boolean sends = sends(one) && sends(other);
        boolean receives = sends(one.reversed()) && sends(other.reversed());
        if (sends) {
            return receives ? MediaDirection.SENDRECV : MediaDirection.SENDONLY;
        }
        return receives ? MediaDirection.RECVONLY : MediaDirection.INACTIVE;
    }

    private static boolean sends(MediaDirection direction) {
        return direction == MediaDirection.SENDRECV || direction == MediaDirection.SENDONLY;
    }

    private static SessionDescription parse(String remote) throws RefusedException {
        try {
            return SessionDescription.parse(remote);
        } catch (SdpException e) {
            throw new RefusedException(Refusal.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    private static MediaDescription usable(SessionDescription description) throws RefusedException {
        return description.media().stream()
                .filter(stream -> stream.isAudio() && stream.protocol().equals("RTP/AVP") && stream.port() != 0)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.UNUSABLE, "no audio over RTP/AVP is offered"));
    }

    private Optional<Payload> choose(MediaDescription audio) throws RefusedException {
        try {
            return audio.payloads().stream()
                    .filter(payload -> payload.clockRate() == CLOCK && payload.type() == typeOf(payload))
                    .findFirst();
        } catch (SdpException e) {
            throw new RefusedException(Refusal.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    /** The static type of a codec that is allowed, else -1: nobody maps these to a dynamic one. */
    private int typeOf(Payload payload) {
        String name = payload.encoding().toUpperCase(Locale.ROOT);
        if (!codecs.contains(name)) {
            return -1;
        }
        return name.equals("PCMU") ? 0 : 8;
    }

    /** Null is hold: no address, or the unspecified address of RFC 2543. */
    private @Nullable InetSocketAddress place(String host, int port) throws RefusedException {
        if (host.isEmpty()) {
            return null;
        }
        InetAddress found = literal(host);
        if (found.isMulticastAddress() || host.equals(BROADCAST)) {
            throw new RefusedException(Refusal.UNUSABLE, "c= must name one receiver");
        }
        if (found instanceof Inet6Address && !address.contains(":")) {
            throw new RefusedException(Refusal.UNUSABLE, "c= is an IPv6 address, and RTP goes over IPv4 here");
        }
        return found.isAnyLocalAddress() ? null : new InetSocketAddress(found, port);
    }

    /** Of an address only: looking a name up would hold the media of all calls up. */
    private static InetAddress literal(String host) throws RefusedException {
        if (!DOTTED.matcher(host).matches() && !host.contains(":")) {
            throw new RefusedException(Refusal.UNUSABLE, "c= must hold an IP address");
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new RefusedException(Refusal.UNUSABLE, "c= must hold an IP address");
        }
    }

    private static MediaDescription stream(int port, List<Payload> payloads, MediaDirection direction) {
        return MediaDescription.audio(port, payloads).with("ptime", "20").with(direction);
    }

    private String describe(LocalSide side, List<MediaDescription> streams) {
        SdpOrigin origin = SdpOrigin.of(side.session(), side.version(), address);
        return new SessionDescription(origin, "-", address, List.of(), streams).toString();
    }
}
