// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.settings;

import java.net.InetSocketAddress;
import java.util.Set;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpWriter.LineEnd;
import org.carillon.media.mgcp.transaction.PeerDialect;

/**
 * What a kind of media server understands.
 *
 * @param name as in the settings
 * @param leg wildcard that opens a leg
 * @param mixer wildcard that opens a mixer, empty when there are none
 * @param domain of endpoint names; {@code {host}} and {@code {port}} stand for the server's address
 */
public record PeerProfile(
        String name, PeerDialect dialect, String leg, String mixer, String domain, Set<Feature> features) {
    /** Our own media server, docs/mgcp-profile.md. */
    public static final PeerProfile CARILLON = new PeerProfile(
            "carillon",
            PeerDialect.STANDARD,
            "leg/$",
            "cnf/$",
            "{host}",
            Set.of(Feature.PROMPTS, Feature.MIXER, Feature.EXTENSIONS, Feature.AUDIT));

    /**
     * Osmocom's gateway: RTP connections only. It takes {@code *} for "any one" and wants hexadecimal call ids. A wildcard
     * command that is repeated makes a second endpoint.
     */
    public static final PeerProfile OSMO_MGW = new PeerProfile(
            "osmo-mgw", new PeerDialect(LineEnd.CRLF, false), "rtpbridge/*", "", "mgw", Set.of(Feature.AUDIT));

    /**
     * Restcomm Media Server: LF line ends (it drops a command with CRLF and a session description), hexadecimal ids, no answer
     * to audits, two legs hear each other only through a conference endpoint. Written from what was measured with 6.1; the
     * server itself cannot be shipped, so no test of ours runs against it.
     */
    public static final PeerProfile RMS = new PeerProfile(
            "rms",
            new PeerDialect(LineEnd.LF, false),
            "mobicents/ivr/$",
            "mobicents/cnf/$",
            "{host}:{port}",
            Set.of(Feature.PROMPTS, Feature.MIXER));

    /** What a server can do. */
    public enum Feature {
        /** Plays, collects, records (package AU). */
        PROMPTS,
        /** Mixes legs. */
        MIXER,
        /** Answers AUEP. */
        AUDIT,
        /**
         * Our additions: ids may be any token, so operations travel as they are; silence, digits and tones are segments; events
         * are numbered and kept; endpoints are listed with their call and age; deletion by call id.
         */
        EXTENSIONS
    }

    public PeerProfile {
        features = Set.copyOf(features);
    }

    /** @throws IllegalArgumentException when there is no such profile */
    public static PeerProfile named(String name) {
        return switch (name) {
            case "carillon" -> CARILLON;
            case "osmo-mgw" -> OSMO_MGW;
            case "rms" -> RMS;
            default ->
                throw new IllegalArgumentException(
                        "no media server profile " + name + "; there are carillon, osmo-mgw, rms");
        };
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** The full name of an endpoint of the server at this address. */
    public EndpointName endpoint(String local, InetSocketAddress address) {
        String filled = domain.replace("{host}", address.getHostString())
                .replace("{port}", Integer.toString(address.getPort()));
        return new EndpointName(local, filled);
    }
}
