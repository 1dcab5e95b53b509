// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes messages as datagrams. The values have checked themselves, so what is written always keeps to the grammar. */
public final class MgcpWriter {
    /** How lines end. RFC 3435 asks for CRLF; one known peer drops a command with a session description unless it is LF. */
    public enum LineEnd {
        CRLF("\r\n"),
        LF("\n");

        private final String text;

        LineEnd(String text) {
            this.text = text;
        }
    }

    private final String end;

    public MgcpWriter(LineEnd lineEnd) {
        this.end = lineEnd.text;
    }

    /**
     * The datagram with these messages, in their order.
     *
     * @throws IllegalArgumentException when it would be larger than {@link MgcpParser#MAX_DATAGRAM} octets
     */
    public byte[] write(List<? extends MgcpMessage> messages) {
        var text = new StringBuilder();
        for (MgcpMessage message : messages) {
            if (!text.isEmpty()) {
                text.append('.').append(end);
            }
            append(text, message);
        }
        byte[] datagram = text.toString().getBytes(StandardCharsets.UTF_8);
        if (datagram.length > MgcpParser.MAX_DATAGRAM) {
            throw new IllegalArgumentException("datagram of " + datagram.length + " octets");
        }
        return datagram;
    }

    public byte[] write(MgcpMessage message) {
        return write(List.of(message));
    }

    private void append(StringBuilder text, MgcpMessage message) {
        if (message instanceof MgcpCommand command) {
            text.append(command.verb()).append(' ').append(command.transaction());
            text.append(' ').append(command.endpoint()).append(" MGCP 1.0").append(end);
        } else if (message instanceof MgcpResponse response) {
            text.append(pad(response.code())).append(' ').append(response.transaction());
            text.append(response.comment().isEmpty() ? "" : " " + response.comment())
                    .append(end);
        }
        for (Parameter parameter : message.parameters().lines()) {
            text.append(parameter.code()).append(':');
            text.append(parameter.value().isEmpty() ? "" : " " + parameter.value())
                    .append(end);
        }
        for (String description : message.descriptions()) {
            text.append(end);
            description.lines().forEach(line -> text.append(line).append(end));
        }
    }

    private static String pad(int code) {
        String digits = Integer.toString(code);
        return "0".repeat(3 - digits.length()) + digits;
    }
}
