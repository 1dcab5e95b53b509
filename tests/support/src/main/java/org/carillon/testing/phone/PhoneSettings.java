// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.time.Duration;
import java.util.List;
import org.carillon.testing.rtp.AudioCodec;
import org.carillon.testing.timeline.Timeline;

/**
 * How a phone is set up. Begin with {@link #named(String)} and change what matters.
 *
 * @param name in messages and in the timeline
 * @param sip address and transport
 * @param media what it can hear and say
 * @param patience how long a wait lasts when the test does not say
 * @param timeline where it writes what happens
 */
public record PhoneSettings(String name, Sip sip, Media media, Duration patience, Timeline timeline) {
    /** How SIP is carried. */
    public enum Transport {
        /** Datagrams. */
        UDP,
        /** A connection. */
        TCP
    }

    /**
     * Address and transport.
     *
     * @param user the user part of its own address
     * @param transport for requests that it sends; it listens on both
     * @param port on 127.0.0.1, 0 for any free one
     */
    public record Sip(String user, Transport transport, int port) {}

    /**
     * What it can hear and say.
     *
     * @param codecs in order of preference
     * @param telephoneEvents whether RFC 4733 is offered and accepted
     */
    public record Media(List<AudioCodec> codecs, boolean telephoneEvents) {
        /** Copies the list; there must be a codec. */
        public Media {
            codecs = List.copyOf(codecs);
            if (codecs.isEmpty()) {
                throw new IllegalArgumentException("a phone needs at least one codec");
            }
        }
    }

    /** UDP on a free port, PCMU before PCMA, telephone events, 10 s of patience, a timeline of its own. */
    public static PhoneSettings named(String name) {
        return new PhoneSettings(
                name,
                new Sip(name, Transport.UDP, 0),
                new Media(List.of(AudioCodec.PCMU, AudioCodec.PCMA), true),
                Duration.ofSeconds(10),
                new Timeline());
    }

    /** With this user part, for example {@code +15559990001}. */
    public PhoneSettings user(String user) {
        return new PhoneSettings(name, new Sip(user, sip.transport, sip.port), media, patience, timeline);
    }

    /** Sends its requests over TCP. */
    public PhoneSettings tcp() {
        return new PhoneSettings(name, new Sip(sip.user, Transport.TCP, sip.port), media, patience, timeline);
    }

    /** On this port. */
    public PhoneSettings port(int port) {
        return new PhoneSettings(name, new Sip(sip.user, sip.transport, port), media, patience, timeline);
    }

    /** With these codecs, in order of preference. */
    public PhoneSettings codecs(AudioCodec... codecs) {
        return new PhoneSettings(name, sip, new Media(List.of(codecs), media.telephoneEvents), patience, timeline);
    }

    /** Neither offers nor accepts RFC 4733. */
    public PhoneSettings withoutTelephoneEvents() {
        return new PhoneSettings(name, sip, new Media(media.codecs, false), patience, timeline);
    }

    /** Waits this long when the test does not say. */
    public PhoneSettings patience(Duration longest) {
        return new PhoneSettings(name, sip, media, longest, timeline);
    }

    /** Writes into this timeline, which other parties may share. */
    public PhoneSettings timeline(Timeline shared) {
        return new PhoneSettings(name, sip, media, patience, shared);
    }
}
