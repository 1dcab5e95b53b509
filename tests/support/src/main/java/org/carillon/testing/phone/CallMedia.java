// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.carillon.testing.net.LoopbackPorts;
import org.carillon.testing.rtp.AudioCodec;
import org.carillon.testing.rtp.RtpRoute;
import org.carillon.testing.rtp.RtpSession;
import org.carillon.testing.sdp.Direction;
import org.carillon.testing.sdp.Format;
import org.carillon.testing.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/** Offer and answer (RFC 3264) of one call, and what they mean for its RTP. */
final class CallMedia {
    private static final int EVENTS = 101;

    private final PhoneSettings.Media settings;
    private final RtpSession rtp;
    private final Consumer<String> notes;
    private final long session = ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE);
    private long version = session;
    private Direction wish = Direction.SENDRECV;
    private @Nullable SessionDescription local;
    private @Nullable SessionDescription remote;

    CallMedia(PhoneSettings.Media settings, Consumer<String> notes) {
        this.settings = settings;
        this.notes = notes;
        this.rtp = RtpSession.open(notes);
    }

    RtpSession rtp() {
        return rtp;
    }

    synchronized Direction wish() {
        return wish;
    }

    synchronized void wish(Direction direction) {
        wish = direction;
    }

    /** What the other side last said, if it said anything. */
    synchronized Optional<SessionDescription> remote() {
        return Optional.ofNullable(remote);
    }

    /** What this side last said. */
    synchronized Optional<SessionDescription> local() {
        return Optional.ofNullable(local);
    }

    synchronized String offer() {
        var formats = new ArrayList<Format>();
        settings.codecs().forEach(codec -> formats.add(format(codec)));
        if (settings.telephoneEvents()) {
            formats.add(new Format(EVENTS, Format.EVENTS));
        }
        return said(new SessionDescription(session, version++, LoopbackPorts.HOST, rtp.port(), formats, wish));
    }

    /**
     * The answer to an offer, which takes effect at once.
     *
     * @return empty when no format fits, which is a 488
     */
    synchronized Optional<String> answer(String offer) {
        SessionDescription heard = SessionDescription.parse(offer);
        var formats = new ArrayList<Format>();
        boolean audio = false;
        for (Format format : heard.formats()) {
            boolean known = codecOf(format).isPresent();
            audio |= known;
            if (known || (format.isEvents() && settings.telephoneEvents())) {
                formats.add(format);
            }
        }
        if (!audio) {
            return Optional.empty();
        }
        remote = heard;
        Direction direction = wish.limitedBy(heard.meaning());
        String answer =
                said(new SessionDescription(session, version++, LoopbackPorts.HOST, rtp.port(), formats, direction));
        apply();
        return Optional.of(answer);
    }

    /** Takes the other side's answer. */
    synchronized void accept(String answer) {
        remote = SessionDescription.parse(answer);
        apply();
    }

    private String said(SessionDescription description) {
        local = description;
        description.eventPayloadType().ifPresent(rtp::listenForEvents);
        return description.text();
    }

    private void apply() {
        SessionDescription here = local;
        SessionDescription there = remote;
        if (here == null || there == null || there.port() == 0) {
            return;
        }
        List<AudioCodec> common =
                there.formats().stream().flatMap(f -> codecOf(f).stream()).toList();
        if (common.isEmpty()) {
            notes.accept("no common codec, cannot speak");
            return;
        }
        boolean sending = here.direction().sends() && there.meaning().receives();
        int events = settings.telephoneEvents() ? there.eventPayloadType().orElse(-1) : -1;
        rtp.route(new RtpRoute(there.address(), common.get(0), events, sending));
        notes.accept(
                "media " + common.get(0) + (sending ? " to " : ", not sending, ") + there.host() + ":" + there.port());
    }

    private Optional<AudioCodec> codecOf(Format format) {
        return settings.codecs().stream()
                .filter(codec -> format(codec).equals(format))
                .findFirst();
    }

    private static Format format(AudioCodec codec) {
        return new Format(codec.payloadType(), codec.name() + "/8000");
    }

    void close() {
        rtp.close();
    }
}
