// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media server in the settings, {@code name=profile://host:port}.
 *
 * @param name unique in the pool, kept in handles: letters, digits and {@code . _ -}
 * @param host name or address; it is resolved when the pool is made
 * @param port its MGCP port
 */
public record MediaServerAddress(String name, PeerProfile profile, String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,64})=([a-z0-9-]+)://(\\[[0-9A-Fa-f:]+]|[^:/\\[\\]]+):([0-9]{1,5})");

    public MediaServerAddress {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of media server " + name + " is out of range");
        }
    }

    /**
     * Reads a list with commas.
     *
     * @throws IllegalArgumentException when an entry is malformed or a name comes twice
     */
    public static List<MediaServerAddress> parseList(String text) {
        List<MediaServerAddress> all = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(MediaServerAddress::parse)
                .toList();
        if (all.stream().map(MediaServerAddress::name).distinct().count() != all.size()) {
            throw new IllegalArgumentException("a media server's name comes twice in: " + text);
        }
        return all;
    }

    /** @throws IllegalArgumentException when the host is unknown */
    public InetSocketAddress resolved() {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the host of media server " + name + " is unknown: " + host);
        }
        // A server bound to all addresses of this machine answers from the loopback address.
        boolean any = address.getAddress().isAnyLocalAddress();
        return any ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port) : address;
    }

    @Override
    public String toString() {
        return name + "=" + profile.name() + "://" + host + ":" + port;
    }

    private static MediaServerAddress parse(String entry) {
        Matcher form = FORM.matcher(entry);
        if (!form.matches()) {
            throw new IllegalArgumentException("a media server is name=profile://host:port, not " + entry);
        }
        return new MediaServerAddress(
                form.group(1), PeerProfile.named(form.group(2)), form.group(3), Integer.parseInt(form.group(4)));
    }
}
