// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.LaneUdpMessageProcessor;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.Arrays;
import org.carillon.sip.form.ExactSequence;
import org.carillon.sip.form.OldVia;
import org.carillon.sip.form.RequestForm;
import org.jspecify.annotations.Nullable;

/**
 * The stack's own parser, which tells the connector's counters of what it cannot read, takes more for wrong than the stack
 * does ({@link RequestForm}), and ends a body where it says.
 */
public final class MeteredParserFactory implements MessageParserFactory {
    /** It keeps nothing between two messages. */
    private static final MessageParser PARSER = new Parser();

    /** Made by the stack through reflection. */
    public MeteredParserFactory() {}

    @Override
    public MessageParser createMessageParser(@Nullable SIPTransactionStack stack) {
        return PARSER;
    }

    /** Most header fields, list elements and parameters of a head. */
    static final int MOST_PARTS = 1_000;

    /** A shorter message cannot have more: each takes two bytes at least. */
    private static final int USUAL = 2 * MOST_PARTS;

    private static final class Parser extends StringMsgParser {
        /** {@return the message; null when there is none, or when it was unreadable and the sender has been told} */
        @Override
        public @Nullable SIPMessage parseSIPMessage(
                byte[] bytes, boolean readBody, boolean strict, @Nullable ParseExceptionListener listener)
                throws ParseException {
            try {
                demandReadable(bytes);
                var message = super.parseSIPMessage(bytes, false, strict, listener);
                if (message == null) {
                    return null;
                }
                RequestForm.checkWhole(message);
                ExactSequence.keepCase(message);
                OldVia.nameTransaction(message);
                if (readBody) {
                    readBody(message, bytes, strict);
                }
                return message;
            } catch (ParseException e) {
                var processor = listener instanceof MessageChannel channel ? channel.getMessageProcessor() : null;
                if (processor instanceof Metered metered) {
                    metered.meter().malformed();
                }
                // The stack would answer few of them, and repeat the whole message in its answer.
                if (processor instanceof LaneUdpMessageProcessor datagrams && datagrams.refuse(bytes, e)) {
                    return null;
                }
                throw oneLine(e);
            }
        }

        @Override
        protected SIPMessage processFirstLine(String line, @Nullable ParseExceptionListener listener, byte[] bytes)
                throws ParseException {
            RequestForm.checkFirstLine(line);
            return super.processFirstLine(line, listener, bytes);
        }

        @Override
        protected void processHeader(
                String line, SIPMessage message, @Nullable ParseExceptionListener listener, byte[] bytes)
                throws ParseException {
            RequestForm.checkField(line, message);
            super.processHeader(line, message, listener, bytes);
        }

        /**
         * Refuses a head with far more fields and parameters than any peer needs: the stack would take a lane for a third of a
         * second to read 64 KiB of them.
         *
         * @throws ParseException when there are more than {@link #MOST_PARTS}
         */
        private static void demandReadable(byte[] bytes) throws ParseException {
            if (bytes.length <= USUAL) {
                return;
            }
            var parts = 0;
            for (var at = 0; at < bytes.length && parts <= MOST_PARTS; at++) {
                var letter = bytes[at];
                if (letter == '\n' && isEmptyLine(bytes, at + 1)) {
                    return;
                }
                if (letter == '\n' || letter == ';' || letter == ',' || letter == '&') {
                    parts++;
                }
            }
            if (parts > MOST_PARTS) {
                throw new ParseException("more than " + MOST_PARTS + " fields and parameters", 0);
            }
        }

        private static boolean isEmptyLine(byte[] bytes, int at) {
            return at < bytes.length
                    && (bytes[at] == '\n' || (bytes[at] == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n'));
        }

        /**
         * Reads as much body as Content-Length says; what a datagram has behind it is no part of the message. Without a
         * Content-Length it is all that the datagram has (RFC 3261 section 18.3). The stack would take all of it and
         * correct the header in the first case, and nothing in the second.
         *
         * @throws ParseException when there is less than it says
         */
        private static void readBody(SIPMessage message, byte[] bytes, boolean strict) throws ParseException {
            var length = message.getContentLength();
            // Set by the stack while it read the head.
            if (length == null || (message.getSize() >= bytes.length && length.getContentLength() == 0)) {
                return;
            }
            var from = endOfHead(bytes);
            if (length.getContentLength() == 0) {
                if (from < bytes.length && !RequestForm.saysLength(bytes, from)) {
                    message.setMessageContent(Arrays.copyOfRange(bytes, from, bytes.length));
                }
                return;
            }
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
