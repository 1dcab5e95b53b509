// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The stack's own parser, which tells the connector's counters of what it cannot read, and ends a body where it says. */
public final class MeteredParserFactory implements MessageParserFactory {
    /** It keeps nothing between two messages. */
    private static final MessageParser PARSER = new Parser();

    /** Made by the stack through reflection. */
    public MeteredParserFactory() {}

    @Override
    public MessageParser createMessageParser(@Nullable SIPTransactionStack stack) {
        return PARSER;
    }

    private static final class Parser extends StringMsgParser {
        @Override
        public SIPMessage parseSIPMessage(
                byte[] bytes, boolean readBody, boolean strict, @Nullable ParseExceptionListener listener)
                throws ParseException {
            try {
                var message = super.parseSIPMessage(bytes, false, strict, listener);
                if (readBody && message != null) {
                    readBody(message, bytes, strict);
                }
                return message;
            } catch (ParseException e) {
                if (listener instanceof MessageChannel channel
                        && channel.getMessageProcessor() instanceof Metered metered) {
                    metered.meter().malformed();
                }
                throw oneLine(e);
            }
        }

        /**
         * Reads as much body as Content-Length says; what a datagram has behind it is no part of the message (RFC 3261
         * section 18.3). The stack would take all of it and correct the header.
         *
         * @throws ParseException when there is less than it says
         */
        private static void readBody(SIPMessage message, byte[] bytes, boolean strict) throws ParseException {
            var length = message.getContentLength();
            if (length == null || length.getContentLength() == 0) {
                return;
            }
            var from = endOfHead(bytes);
            var to = (int) Math.min(bytes.length, (long) from + length.getContentLength());
            message.setMessageContent(Arrays.copyOfRange(bytes, from, to), !strict, false, length.getContentLength());
        }

        /** {@return where the empty line after the head ends} A line ends with CR, LF or both, as the stack reads it. */
        private static int endOfHead(byte[] bytes) {
            var at = 0;
            while (at < bytes.length && bytes[at] <= ' ') {
                at++;
            }
            var empty = false;
            while (at < bytes.length) {
                if (bytes[at] != '\r' && bytes[at] != '\n') {
                    empty = false;
                    at++;
                    continue;
                }
                at += bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n' ? 2 : 1;
                if (empty) {
                    return at;
                }
                empty = true;
            }
            return at;
        }

        /** The stack puts the text into the reason phrase of its 400, where a line break would begin a header. */
        private static ParseException oneLine(ParseException e) {
            var text = String.valueOf(e.getMessage());
            var line = Complaints.excerpt(text);
            if (line.equals(text)) {
                return e;
            }
            var shorter = new ParseException(line, e.getErrorOffset());
            shorter.initCause(e);
            return shorter;
        }
    }
}
