// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads datagrams. It accepts CRLF and LF, any case, blanks around values and blank lines before a message, because real peers
 * send all of these. Values with a structure are read later, by {@link Parameters}, so one odd line does not lose a message.
 */
public final class MgcpParser {
    /** Largest datagram that is read or written, in octets. A long list of prompts fits; a flood of memory does not. */
    public static final int MAX_DATAGRAM = 16_384;

    private static final int MAX_MESSAGES = 32;
    private static final Pattern COMMAND = Pattern.compile(
            "([A-Za-z]{4})[ \t]+([0-9]{1,9})(?:[ \t]+(\\S+)(?:[ \t]+(\\S+)[ \t]+(\\S+)(?:[ \t].*)?)?)?[ \t]*");
    private static final Pattern RESPONSE = Pattern.compile("([0-9]{3})[ \t]+([0-9]{1,9})(?:[ \t]+(.*))?");
    private static final Pattern DOT = Pattern.compile("(?m)^\\.[ \t]*\r?$\n?");

    private MgcpParser() {}

    /**
     * All messages of a datagram.
     *
     * @throws MgcpSyntaxException for the first one that is malformed; use {@link #split} to save the others
     */
    public static List<MgcpMessage> parse(byte[] datagram) {
        return split(datagram).stream().map(MgcpParser::parseOne).toList();
    }

    /**
     * The text of each message of a datagram, not yet read (RFC 3435 section 3.5.5: each is treated as if it came alone).
     *
     * @throws MgcpSyntaxException 510 when the datagram is empty, too large or holds too many messages
     */
    public static List<String> split(byte[] datagram) {
        if (datagram.length > MAX_DATAGRAM) {
            throw error("datagram of " + datagram.length + " octets");
        }
        var texts = new ArrayList<String>();
        for (String text : DOT.split(new String(datagram, StandardCharsets.UTF_8), MAX_MESSAGES + 1)) {
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        if (texts.isEmpty() || texts.size() > MAX_MESSAGES) {
            throw error("a datagram has 1 to " + MAX_MESSAGES + " messages");
        }
        return texts;
    }

    /**
     * One message.
     *
     * @throws MgcpSyntaxException with the transaction when it is a command whose first line could be read so far
     */
    public static MgcpMessage parseOne(String text) {
        List<String> lines = text.lines().dropWhile(String::isBlank).toList();
        if (lines.isEmpty()) {
            throw error("empty message");
        }
        String first = lines.get(0).strip();
        Matcher response = RESPONSE.matcher(first);
        if (response.matches()) {
            return response(response, lines);
        }
        Matcher command = COMMAND.matcher(first);
        if (!command.matches()) {
            throw error("the first line is neither a command nor a response");
        }
        int transaction = Integer.parseInt(command.group(2));
        try {
            return command(command, transaction, lines);
        } catch (MgcpSyntaxException e) {
            throw e.in(transaction);
        } catch (IllegalArgumentException e) {
            throw error(String.valueOf(e.getMessage())).in(transaction);
        }
    }

    private static MgcpCommand command(Matcher first, int transaction, List<String> lines) {
        MgcpVerb verb = MgcpVerb.parse(first.group(1));
        if (first.group(3) == null) {
            throw error("no endpoint");
        }
        EndpointName endpoint = EndpointName.parse(first.group(3));
        if (!"MGCP".equalsIgnoreCase(first.group(4)) || !"1.0".equals(first.group(5))) {
            throw new MgcpSyntaxException(ReturnCode.BAD_VERSION, "only MGCP 1.0 is spoken");
        }
        return new MgcpCommand(verb, transaction, endpoint, parameters(lines), descriptions(lines));
    }

    private static MgcpResponse response(Matcher first, List<String> lines) {
        String comment = first.group(3) == null ? "" : first.group(3);
        try {
            return new MgcpResponse(
                    Integer.parseInt(first.group(1)),
                    Integer.parseInt(first.group(2)),
                    comment,
                    parameters(lines),
                    descriptions(lines));
        } catch (MgcpSyntaxException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw error(String.valueOf(e.getMessage()));
        }
    }

    private static Parameters parameters(List<String> lines) {
        var parameters = new ArrayList<Parameter>();
        for (String line : lines.subList(1, endOfHeader(lines))) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw error("a parameter line is code: value");
            }
            parameters.add(new Parameter(line.substring(0, colon).strip(), line.substring(colon + 1)));
        }
        return new Parameters(parameters);
    }

    private static List<String> descriptions(List<String> lines) {
        var descriptions = new ArrayList<String>();
        var current = new StringBuilder();
        for (String line : lines.subList(endOfHeader(lines), lines.size())) {
            boolean starts = line.regionMatches(true, 0, "v=", 0, 2);
            if ((line.isBlank() || starts) && !current.isEmpty()) {
                descriptions.add(current.toString());
                current.setLength(0);
            }
            if (!line.isBlank()) {
                current.append(line).append('\n');
            }
        }
        if (!current.isEmpty()) {
            descriptions.add(current.toString());
        }
        return descriptions;
    }

    private static int endOfHeader(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                return i;
            }
        }
        return lines.size();
    }

    private static MgcpSyntaxException error(String message) {
        return new MgcpSyntaxException(ReturnCode.PROTOCOL_ERROR, message);
    }
}
