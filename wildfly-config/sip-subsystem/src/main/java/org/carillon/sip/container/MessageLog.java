// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.time.Clock;
import java.util.Properties;
import javax.sip.SipStack;
import org.carillon.sip.tracing.MessageTraces;
import org.carillon.sip.tracing.Redaction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes SIP messages with their direction, category {@code org.carillon.sip.messages}: those that a trace wants at
 * level INFO, and every one at level TRACE when the category has it.
 *
 * <p>Messages carry credentials, which are taken out, and numbers, so nothing is written unless an operator asks.
 */
public final class MessageLog implements ServerLogger {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.messages");

    /** Static like all that the stack makes through reflection needs; there is one container in a JVM. */
    private static volatile MessageTraces traces = new MessageTraces(Clock.systemUTC());

    /** Made by the stack through reflection. */
    public MessageLog() {}

    static void use(MessageTraces current) {
        traces = current;
    }

    /** {@return whether any message might be written} The stack asks before it prepares what is written. */
    static boolean isOn() {
        return traces.isActive() || LOG.isTraceEnabled();
    }

    private static void write(SIPMessage message, String from, String to, boolean sender) {
        var callId = message.getCallId();
        var wanted = traces.isActive() && traces.wants(callId == null ? null : callId.getCallId(), sender ? to : from);
        var level = wanted ? Logger.Level.INFO : Logger.Level.TRACE;
        if (LOG.isEnabled(level)) {
            LOG.logf(
                    level, "%s %s -> %s%n%s", sender ? "sent" : "received", from, to, Redaction.of(message.toString()));
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
