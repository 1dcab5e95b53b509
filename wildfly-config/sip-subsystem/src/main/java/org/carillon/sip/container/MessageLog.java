// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes each SIP message with its direction at level TRACE, category {@code org.carillon.sip.messages}.
 *
 * <p>Messages carry credentials and numbers, so the category is off unless an operator turns it on.
 */
public final class MessageLog implements ServerLogger {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.messages");

    /** Made by the stack through reflection. */
    public MessageLog() {}

    private static void write(SIPMessage message, String from, String to, boolean sender) {
        if (LOG.isTraceEnabled()) {
            LOG.tracef("%s %s -> %s%n%s", sender ? "sent" : "received", from, to, message);
        }
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        write(message, from, to, sender);
    }

    @Override
    public void logMessage(
            SIPMessage message, String from, String to, @Nullable String status, boolean sender, long time) {
        write(message, from, to, sender);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, @Nullable String status, boolean sender) {
        write(message, from, to, sender);
    }

    @Override
    public void logException(Exception e) {
        LOG.debug("exception while handling a message", e);
    }

    @Override
    public void closeLogFile() {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public void setSipStack(SipStack stack) {}
}
