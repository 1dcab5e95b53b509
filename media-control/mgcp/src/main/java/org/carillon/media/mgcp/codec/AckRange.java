// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A range of transactions whose responses arrived (parameter {@code K}, RFC 3435 section 3.2.2.1).
 *
 * @param from first transaction
 * @param to last transaction, not below the first
 */
public record AckRange(int from, int to) {
    public AckRange {
        if (from < 1 || to < from || to > MgcpMessage.MAX_TRANSACTION) {
            throw new IllegalArgumentException("not a range of transactions");
        }
    }

    /** @throws MgcpSyntaxException 510 when it is not {@code n, n-m, ...} */
    public static List<AckRange> parseList(String text) {
        return ListSyntax.split(text, ',').stream().map(AckRange::parse).toList();
    }

    public static String format(List<AckRange> ranges) {
        return ranges.stream().map(AckRange::toString).collect(Collectors.joining(","));
    }

    public boolean contains(int transaction) {
        return transaction >= from && transaction <= to;
    }

    @Override
    public String toString() {
        return from == to ? Integer.toString(from) : from + "-" + to;
    }

    private static AckRange parse(String text) {
        int dash = text.indexOf('-');
        try {
            int from = Integer.parseInt((dash < 0 ? text : text.substring(0, dash)).strip());
            int to = dash < 0 ? from : Integer.parseInt(text.substring(dash + 1).strip());
            return new AckRange(from, to);
        } catch (IllegalArgumentException e) {
            throw new MgcpSyntaxException(ReturnCode.PROTOCOL_ERROR, "malformed response acknowledgement");
        }
    }
}
