// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a request to refuse it, read without the parser, which costs many times as much.
 *
 * <p>It reads only what is written as nearly everybody writes it, and leaves the rest to the parser: a request that this
 * class does not understand is not refused early, that is all.
 *
 * @param method as it stands there
 * @param branch of the topmost Via, in lower case, which is how the stack names a transaction
 * @param toTag the tag of To, or null when the request belongs to no dialog
 * @param continues whether it goes on with a call that is here, although it has no tag (RFC 3891, RFC 3911)
 * @param replyPort where the answer goes at the address that the request came from (RFC 3261 section 18.2.2, RFC 3581)
 * @param repeated the header lines that an answer repeats (RFC 3261 section 8.2.6.2), the topmost Via as an answer has it; To is
 *     the last, without a line break, so that a tag can follow
 */
record RequestHead(
        String method, String branch, @Nullable String toTag, boolean continues, int replyPort, String repeated) {
    private static final String END = "\r\n";

    boolean isAck() {
        return Request.ACK.equals(method);
    }

    /** {@return whether the request begins something new, as {@code NewDialogs} says it of one that was parsed} */
    boolean opens() {
        return toTag == null && !continues && !isAck() && !Request.CANCEL.equals(method);
    }

    /** {@return the head, or null when it is better left to the parser} */
    static @Nullable RequestHead of(DatagramPacket packet) {
        var text = new String(packet.getData(), packet.getOffset(), packet.getLength(), StandardCharsets.ISO_8859_1);
        var line = text.indexOf(END);
        var space = text.indexOf(' ');
        if (space <= 0 || line < space || !text.startsWith("SIP/2.0", line - 7) || text.startsWith("SIP/")) {
            return null;
        }
        return new Reader(packet, text).read(text.substring(0, space), line + END.length());
    }

    /** Goes through the lines of one head. */
    private static final class Reader {
        private final DatagramPacket packet;
        private final String text;
        private final StringBuilder repeated = new StringBuilder();
        private @Nullable TopVia via;
        private @Nullable String to;
        private boolean from;
        private boolean callId;
        private boolean cSeq;
        private boolean continues;

        Reader(DatagramPacket packet, String text) {
            this.packet = packet;
            this.text = text;
        }

        @Nullable
        RequestHead read(String method, int start) {
            var at = start;
            while (true) {
                var end = text.indexOf(END, at);
                if (end == at) {
                    break;
                }
                // No empty line, a header that goes on in the next line, or a Via that is written in an unusual way.
                if (end < 0 || text.charAt(at) <= ' ' || !take(at, end)) {
                    return null;
                }
                at = end + END.length();
            }
            var top = via;
            if (top == null || to == null || !from || !callId || !cSeq) {
                return null;
            }
            return new RequestHead(method, top.branch(), tag(to), continues, top.replyPort(), repeated + to);
        }

        private boolean take(int at, int end) {
            var colon = text.indexOf(':', at);
            if (colon < 0 || colon > end) {
                return false;
            }
            switch (text.substring(at, colon).strip().toLowerCase(Locale.ROOT)) {
                case "v", "via" -> {
                    return takeVia(colon + 1, at, end);
                }
                case "t", "to" -> to = text.substring(at, end).strip();
                case "f", "from" -> from = keep(at, end);
                case "i", "call-id" -> callId = keep(at, end);
                case "cseq" -> cSeq = keep(at, end);
                case "replaces", "join" -> continues = true;
                default -> {}
            }
            return true;
        }

        private boolean takeVia(int value, int line, int end) {
            if (via != null) {
                keep(line, end);
                return true;
            }
            via = TopVia.of(text.substring(value, end), packet);
            if (via == null) {
                return false;
            }
            repeated.append("Via: ").append(via.answer()).append(END);
            return true;
        }

        private boolean keep(int at, int end) {
            repeated.append(text, at, end).append(END);
            return true;
        }

        /** A semicolon outside of the angle brackets begins a parameter of the header. */
        private static @Nullable String tag(String to) {
            var parameters = to.substring(to.lastIndexOf('>') + 1);
            var begin = parameters.toLowerCase(Locale.ROOT).indexOf(";tag=");
            if (begin < 0) {
                return null;
            }
            var tag = parameters.substring(begin + 5);
            var end = tag.indexOf(';');
            return (end < 0 ? tag : tag.substring(0, end)).strip();
        }
    }
}
