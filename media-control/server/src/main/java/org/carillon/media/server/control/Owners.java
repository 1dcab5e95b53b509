// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.carillon.media.mgcp.codec.NotifiedEntity;
import org.carillon.media.mgcp.codec.Parameters;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.server.endpoint.Owner;

/** Reads {@code N:} and {@code X+NE:}. Only addresses are taken, never host names, so that nothing waits for a resolver. */
final class Owners {
    static final String FURTHER_ENTITIES = "X+NE";
    private static final int MOST_ENTITIES = 16;

    private final List<Owner.Notified> defaults;

    /** @param defaults who is notified when a command names nobody; may be empty */
    Owners(List<Owner.Notified> defaults) {
        this.defaults = List.copyOf(defaults);
    }

    /** Whether a command names somebody. */
    static boolean named(Parameters parameters) {
        return parameters.first("N").isPresent()
                || parameters.first(FURTHER_ENTITIES).isPresent();
    }

    Owner of(InetSocketAddress source, Parameters parameters) {
        List<Owner.Notified> notified = new ArrayList<>();
        parameters.first("N").filter(text -> !text.isEmpty()).ifPresent(text -> notified.add(entity(text, source)));
        parameters.all(FURTHER_ENTITIES).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(text -> notified.add(entity(text, source)));
        if (notified.size() > MOST_ENTITIES) {
            throw Fault.of(ReturnCode.BAD_COMMAND_PARAMETER, "more than " + MOST_ENTITIES + " notified entities");
        }
        if (notified.isEmpty()) {
            notified.addAll(defaults);
        }
        if (notified.isEmpty()) {
            notified.add(new Owner.Notified("ca@" + source.getHostString() + ":" + source.getPort(), source));
        }
        return new Owner(source, notified);
    }

    /** A name without an address means the address the command came from. */
    static Owner.Notified entity(String text, InetSocketAddress source) {
        if (text.indexOf('@') < 0 && text.indexOf(':') < 0) {
            return new Owner.Notified(text, source);
        }
        NotifiedEntity entity = NotifiedEntity.parse(text);
        return new Owner.Notified(text, new InetSocketAddress(address(entity.address()), entity.port()));
    }

    private static InetAddress address(String host) {
        if (!host.equals("localhost") && !host.matches("[0-9.]{7,15}|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*")) {
            throw Fault.of(ReturnCode.BAD_COMMAND_PARAMETER, "a notified entity is name@ip:port");
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw Fault.of(ReturnCode.BAD_COMMAND_PARAMETER, "a notified entity is name@ip:port");
        }
    }
}
