// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carillon.media.mgcp.codec.MgcpSyntaxException;
import org.carillon.media.mgcp.codec.NotifiedEntity;
import org.carillon.media.server.endpoint.Owner;

/**
 * The command line.
 *
 * @param bind address of all sockets
 * @param advertise address that session descriptions name
 * @param host our name in endpoint names
 * @param mgcpPort UDP port of MGCP, 0 for any
 * @param firstRtpPort lowest RTP port
 * @param lastRtpPort highest RTP port
 * @param workDir folder for recordings and temporary files
 * @param callAgents call agents that are told of a restart, and of events when a command names nobody
 * @param maxLegs most legs
 * @param rtpTimeout silence after which an event is sent
 * @param lease see docs/mgcp-profile.md
 * @param cacheBytes memory for decoded prompts, 0 for the default
 * @param ffmpeg the decoder's program
 * @param latching whether RTP is sent to where it comes from
 */
public record Options(
        InetAddress bind,
        String advertise,
        String host,
        int mgcpPort,
        int firstRtpPort,
        int lastRtpPort,
        Path workDir,
        List<Owner.Notified> callAgents,
        int maxLegs,
        Duration rtpTimeout,
        Duration lease,
        long cacheBytes,
        String ffmpeg,
        boolean latching) {

    /** What {@code --help} prints. */
    public static final String HELP = """
            Carillon media server
              --bind ADDRESS        address of all sockets (127.0.0.1)
              --advertise ADDRESS   address in session descriptions, when it differs from --bind
              --host NAME           name in MGCP endpoint names (the advertised address)
              --mgcp-port PORT      UDP port of MGCP (2427; 0 takes a free one)
              --rtp-ports FROM-TO   UDP ports of RTP, even ones are used (16384-24575)
              --work-dir DIR        recordings go to DIR/recordings (./media-server)
              --notify NAME@IP:PORT[,...]  call agents: told of a restart, and of events when nobody else is named
              --max-legs N          most legs, and most mixers (2000)
              --rtp-timeout SECONDS silence of RTP that is reported (30)
              --lease SECONDS       a leg without RTP is deleted when its call agent is silent so long (120)
              --cache-mb N          memory for decoded prompts (a quarter of the heap, at most 512)
              --ffmpeg PROGRAM      decoder of MP3 (ffmpeg)
              --no-latching         send RTP only to the address of the session description
              --help
            """;

    private static final Set<String> KEYS = Set.of(
            "bind",
            "advertise",
            "host",
            "mgcp-port",
            "rtp-ports",
            "work-dir",
            "notify",
            "max-legs",
            "rtp-timeout",
            "lease",
            "cache-mb",
            "ffmpeg");

    public Options {
        callAgents = List.copyOf(callAgents);
    }

    /** @throws IllegalArgumentException with a message for the operator */
    public static Options parse(String... arguments) {
        Map<String, String> given = read(arguments);
        InetAddress bind = address(given.getOrDefault("bind", "127.0.0.1"));
        String advertise = given.getOrDefault("advertise", bind.getHostAddress());
        if (address(advertise).isAnyLocalAddress()) {
            throw new IllegalArgumentException("--bind " + advertise + " needs --advertise with an address to name");
        }
        String[] ports = given.getOrDefault("rtp-ports", "16384-24575").split("-", -1);
        if (ports.length != 2) {
            throw new IllegalArgumentException("--rtp-ports is FROM-TO");
        }
        return new Options(
                bind,
                advertise,
                given.getOrDefault("host", advertise),
                number("mgcp-port", given.getOrDefault("mgcp-port", "2427"), 0, 65_535),
                number("rtp-ports", ports[0], 1024, 65_535),
                number("rtp-ports", ports[1], 1024, 65_535),
                Path.of(given.getOrDefault("work-dir", "media-server")),
                notified(given.getOrDefault("notify", "")),
                number("max-legs", given.getOrDefault("max-legs", "2000"), 1, 20_000),
                Duration.ofSeconds(number("rtp-timeout", given.getOrDefault("rtp-timeout", "30"), 1, 3600)),
                Duration.ofSeconds(number("lease", given.getOrDefault("lease", "120"), 1, 3600)),
                1_000_000L * number("cache-mb", given.getOrDefault("cache-mb", "0"), 0, 100_000),
                given.getOrDefault("ffmpeg", "ffmpeg"),
                !given.containsKey("no-latching"));
    }

    private static Map<String, String> read(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--no-latching")) {
                given.put("no-latching", "");
                continue;
            }
            String key = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            given.put(key, arguments[++i]);
        }
        return given;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }

    private static int number(String key, String text, int least, int most) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("--" + key + " is " + least + " to " + most + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<Owner.Notified> notified(String text) {
        List<Owner.Notified> notified = new ArrayList<>();
        for (String part : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
            if (part.isEmpty()) {
                continue;
            }
            try {
                NotifiedEntity entity = NotifiedEntity.parse(part);
                InetSocketAddress address = new InetSocketAddress(address(entity.address()), entity.port());
                notified.add(new Owner.Notified(part, address));
            } catch (MgcpSyntaxException e) {
                throw new IllegalArgumentException("--notify is NAME@IP:PORT[,...], not " + part, e);
            }
        }
        return notified;
    }
}
