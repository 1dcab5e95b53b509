// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.util.Locale;
import org.carillon.media.mgcp.codec.EventName;
import org.carillon.media.mgcp.codec.Parameters;
import org.carillon.media.mgcp.codec.RequestedEvent;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.server.audio.Keypad;

/** Reads {@code R:}: which keys are to be told. */
final class ObservedKeys {
    private ObservedKeys() {}

    /** The keys; events that are always told are checked and left out. */
    static String of(Parameters parameters) {
        StringBuilder keys = new StringBuilder();
        for (RequestedEvent event : parameters.requestedEvents()) {
            EventName name = event.name();
            switch (name.packageName()) {
                case "D" -> keys.append(keys(name.event()));
                case "AU" -> require(name, "oc", "of");
                case "CR" -> require(name, "rto", "rtr");
                default ->
                    throw Fault.of(ReturnCode.UNKNOWN_PACKAGE, "package " + name.packageName() + " is not known");
            }
        }
        return keys.toString();
    }

    private static void require(EventName name, String one, String other) {
        if (!name.event().equals(one) && !name.event().equals(other)) {
            throw Fault.of(ReturnCode.UNKNOWN_EVENT, name + " is not known");
        }
    }

    private static String keys(String event) {
        if (event.equals("x") || event.equals("all") || event.equals("*")) {
            return event.equals("*") ? "*" : Keypad.KEYS;
        }
        String text = event.toUpperCase(Locale.ROOT);
        if (!text.startsWith("[")) {
            return checked(text);
        }
        StringBuilder keys = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) == '-' && !keys.isEmpty() && i + 1 < text.length() - 1) {
                range(keys, text.charAt(i - 1), text.charAt(++i));
            } else if (text.charAt(i) != ',') {
                keys.append(checked(text.substring(i, i + 1)));
            }
        }
        return keys.toString();
    }

    private static void range(StringBuilder keys, char from, char to) {
        for (char key = (char) (from + 1); key <= to; key++) {
            keys.append(checked(String.valueOf(key)));
        }
    }

    private static String checked(String key) {
        if (key.length() != 1 || !Keypad.isKey(key.charAt(0))) {
            throw Fault.of(ReturnCode.UNKNOWN_EVENT, "D/" + key + " is not known");
        }
        return key;
    }
}
