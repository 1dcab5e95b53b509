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
import org.jspecify.annotations.Nullable;

/** The stack's own parser, which tells the connector's counters of what it cannot read. */
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
                return super.parseSIPMessage(bytes, readBody, strict, listener);
            } catch (ParseException e) {
                if (listener instanceof MessageChannel channel
                        && channel.getMessageProcessor() instanceof Metered metered) {
                    metered.meter().malformed();
                }
                throw oneLine(e);
            }
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
