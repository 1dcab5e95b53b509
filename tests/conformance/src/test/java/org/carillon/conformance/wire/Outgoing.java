// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.carillon.conformance.wire.SipMessage.Field;

/** A message in the making: a test may bend any part of it before it is sent. */
public final class Outgoing {
    private String startLine;
    private final List<Field> fields = new ArrayList<>();
    private String body = "";

    /** @param startLine request line or status line */
    public Outgoing(String startLine) {
        this.startLine = startLine;
    }

    /** Puts another first line. */
    public Outgoing startLine(String line) {
        startLine = line;
        return this;
    }

    /** Adds a field behind the others. */
    public Outgoing add(String name, String value) {
        fields.add(new Field(name, value));
        return this;
    }

    /** Replaces all fields of a name by one, in the place of the first. */
    public Outgoing set(String name, String value) {
        int place = 0;
        while (place < fields.size() && !fields.get(place).name().equalsIgnoreCase(name)) {
            place++;
        }
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
        fields.add(Math.min(place, fields.size()), new Field(name, value));
        return this;
    }

    /** Takes all fields of a name away. */
    public Outgoing without(String name) {
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
        return this;
    }

    /** Gives it a body. */
    public Outgoing body(String type, String text) {
        body = text;
        return set("Content-Type", type);
    }

    /** {@return it as a parsed message} */
    public SipMessage message() {
        return SipMessage.parse(text());
    }

    /** {@return what goes over the wire; Content-Length is right unless it was set} */
    public String text() {
        StringBuilder text = new StringBuilder(startLine).append("\r\n");
        boolean length = false;
        for (Field field : fields) {
            length |= field.name().equalsIgnoreCase("Content-Length");
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        if (!length) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }
}
