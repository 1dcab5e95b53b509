// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A signal to apply or an event that was observed: a name and what stands in its parentheses, for example
 * {@code AU/pc(ip=file:///menu.wav mx=4)} or {@code AU/oc(rc=100 dc=12)} (RFC 3435 sections 3.2.2.11 and 3.2.2.12).
 *
 * @param arguments the text in the parentheses, empty when there are none; {@link AuArguments} reads the AU package's
 */
public record Signal(EventName name, String arguments) {
    public Signal {
        if (arguments.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new IllegalArgumentException("control character in a signal");
        }
        arguments = arguments.strip();
    }

    public static Signal of(String packageName, String event, AuArguments arguments) {
        return new Signal(EventName.of(packageName, event), arguments.toString());
    }

    /** The arguments in the syntax of the AU package. */
    public AuArguments au() {
        return AuArguments.parse(arguments);
    }

    /** @throws MgcpSyntaxException 510 or 522 when the list or a name is malformed */
    public static List<Signal> parseList(String text) {
        return ListSyntax.split(text, ',').stream().map(Signal::parse).toList();
    }

    public static String format(List<Signal> signals) {
        return signals.stream().map(Signal::toString).collect(Collectors.joining(","));
    }

    private static Signal parse(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new Signal(EventName.parse(text), "");
        }
        if (ListSyntax.next(text, open) != text.length()) {
            throw new MgcpSyntaxException(ReturnCode.PROTOCOL_ERROR, "text behind a signal's parentheses");
        }
        return new Signal(EventName.parse(text.substring(0, open)), text.substring(open + 1, text.length() - 1));
    }

    @Override
    public String toString() {
        return arguments.isEmpty() ? name.toString() : name + "(" + arguments + ")";
    }
}
