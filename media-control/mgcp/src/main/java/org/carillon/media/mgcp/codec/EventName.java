// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an event or signal, {@code package/event@connection} (RFC 3435 section 2.1.7).
 *
 * @param packageName for example {@code AU}, in capitals; empty for the endpoint's default package
 * @param event for example {@code pc}, in small letters; wildcards and digit ranges such as {@code [0-9#*]} are kept
 * @param connection the connection that is meant; empty for the endpoint
 */
public record EventName(String packageName, String event, String connection) {
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9*+_-]{0,64}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9+_-]{1,64}|[*#]|\\[[A-Da-dLTlt0-9*#,-]{1,64}]|all");
    private static final Pattern CONNECTION = Pattern.compile("[0-9A-Fa-f]{0,32}|[$*]");

    public EventName {
        if (!PACKAGE.matcher(packageName).matches()
                || !EVENT.matcher(event).matches()
                || !CONNECTION.matcher(connection).matches()) {
            throw new IllegalArgumentException("not the name of an event");
        }
        packageName = packageName.toUpperCase(Locale.ROOT);
        event = event.toLowerCase(Locale.ROOT);
    }

    public static EventName of(String packageName, String event) {
        return new EventName(packageName, event, "");
    }

    /** @throws MgcpSyntaxException 522 when it is not a name */
    public static EventName parse(String text) {
        String name = text.strip();
        int at = name.indexOf('@');
        String connection = at < 0 ? "" : name.substring(at + 1);
        String both = at < 0 ? name : name.substring(0, at);
        int slash = both.indexOf('/');
        try {
            return new EventName(slash < 0 ? "" : both.substring(0, slash), both.substring(slash + 1), connection);
        } catch (IllegalArgumentException e) {
            throw new MgcpSyntaxException(ReturnCode.UNKNOWN_EVENT, "malformed name of an event");
        }
    }

    /** Whether package and event are these, in any case. */
    public boolean is(String otherPackage, String otherEvent) {
        return packageName.equalsIgnoreCase(otherPackage) && event.equalsIgnoreCase(otherEvent);
    }

    @Override
    public String toString() {
        return (packageName.isEmpty() ? "" : packageName + "/")
                + event
                + (connection.isEmpty() ? "" : "@" + connection);
    }
}
