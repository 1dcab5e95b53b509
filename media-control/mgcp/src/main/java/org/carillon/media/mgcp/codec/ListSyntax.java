// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the lists of MGCP. A separator counts only outside of quotes and parentheses (RFC 3435 appendix A), a quote inside a
 * quoted string is doubled.
 */
final class ListSyntax {
    private static final int MAX_ITEMS = 1024;
    private static final int MAX_DEPTH = 16;

    private ListSyntax() {}

    /**
     * The items without surrounding blanks; a blank text has none.
     *
     * @param separator the separating character; a blank stands for any run of blanks
     * @throws MgcpSyntaxException 510 for an empty item, an open quote, unbalanced parentheses, or too many of either
     */
    static List<String> split(String text, char separator) {
        var items = new ArrayList<String>();
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            if (matches(text.charAt(i), separator)) {
                add(items, text.substring(start, i), separator);
                start = ++i;
                continue;
            }
            i = next(text, i);
        }
        if (!text.isBlank()) {
            add(items, text.substring(start), separator);
        }
        return items;
    }

    /** The index behind the element at {@code from}: one character, a quoted string or a balanced pair of parentheses. */
    static int next(String text, int from) {
        char c = text.charAt(from);
        if (c == ')') {
            throw error("unbalanced parentheses");
        }
        return switch (c) {
            case '"' -> endOfQuoted(text, from);
            case '(' -> endOfGroup(text, from);
            default -> from + 1;
        };
    }

    private static boolean matches(char c, char separator) {
        return separator == ' ' ? c == ' ' || c == '\t' : c == separator;
    }

    private static void add(List<String> items, String raw, char separator) {
        String item = raw.strip();
        if (item.isEmpty()) {
            if (separator == ' ') {
                return;
            }
            throw error("empty item in a list");
        }
        if (items.size() == MAX_ITEMS) {
            throw error("too many items in a list");
        }
        items.add(item);
    }

    private static int endOfQuoted(String text, int from) {
        int i = from + 1;
        while (i < text.length()) {
            if (text.charAt(i) != '"') {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                i += 2;
            } else {
                return i + 1;
            }
        }
        throw error("open quote");
    }

    private static int endOfGroup(String text, int from) {
        int depth = 0;
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                i = endOfQuoted(text, i);
                continue;
            }
            i++;
            if (c == '(' && ++depth > MAX_DEPTH) {
                throw error("parentheses nested too deeply");
            }
            if (c == ')' && --depth == 0) {
                return i;
            }
        }
        throw error("unbalanced parentheses");
    }

    private static MgcpSyntaxException error(String message) {
        return new MgcpSyntaxException(ReturnCode.PROTOCOL_ERROR, message);
    }
}
