// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An event to watch for, for example {@code AU/oc(N)} (parameter {@code R}, RFC 3435 section 3.2.2.8).
 *
 * @param actions what to do when it happens: {@code N} notify, {@code D} treat by the digit map, {@code A} accumulate,
 *     {@code S} swap, {@code I} ignore, {@code K} keep signals, {@code E(...)} embedded; notify when there are none
 * @param arguments parameters of the event, the second pair of parentheses; empty when there are none
 */
public record RequestedEvent(EventName name, List<String> actions, String arguments) {
    public RequestedEvent {
        actions = List.copyOf(actions);
        if (arguments.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new IllegalArgumentException("control character in a requested event");
        }
    }

    /** The event with the action "notify". */
    public static RequestedEvent notify(String packageName, String event) {
        return new RequestedEvent(EventName.of(packageName, event), List.of("N"), "");
    }

    public boolean notifies() {
        return actions.isEmpty() || actions.contains("N");
    }

    /** @throws MgcpSyntaxException 510, 522 or 523 when the list, a name or an action is malformed */
    public static List<RequestedEvent> parseList(String text) {
        return ListSyntax.split(text, ',').stream().map(RequestedEvent::parse).toList();
    }

    public static String format(List<RequestedEvent> events) {
        return events.stream().map(RequestedEvent::toString).collect(Collectors.joining(","));
    }

    private static RequestedEvent parse(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new RequestedEvent(EventName.parse(text), List.of(), "");
        }
        EventName name = EventName.parse(text.substring(0, open));
        int close = ListSyntax.next(text, open);
        List<String> actions = ListSyntax.split(text.substring(open + 1, close - 1), ',').stream()
                .map(RequestedEvent::action)
                .toList();
        String rest = text.substring(close).strip();
        if (rest.isEmpty()) {
            return new RequestedEvent(name, actions, "");
        }
        if (rest.charAt(0) != '(' || ListSyntax.next(rest, 0) != rest.length()) {
            throw new MgcpSyntaxException(ReturnCode.PROTOCOL_ERROR, "text behind a requested event");
        }
        return new RequestedEvent(name, actions, rest.substring(1, rest.length() - 1));
    }

    private static String action(String text) {
        char first = Character.toUpperCase(text.charAt(0));
        if ("NADSIKEXC".indexOf(first) < 0) {
            throw new MgcpSyntaxException(ReturnCode.UNKNOWN_ACTION, "unknown action");
        }
        return text.length() == 1 ? text.toUpperCase(Locale.ROOT) : text;
    }

    @Override
    public String toString() {
        String acts = actions.isEmpty() ? (arguments.isEmpty() ? "" : "(N)") : "(" + String.join(",", actions) + ")";
        return name + acts + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }
}
