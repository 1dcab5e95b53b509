// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone.sip;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.time.Instant;
import java.util.Properties;
import javax.sip.SipStack;
import javax.sip.message.Response;

/**
 * Takes what goes out from the stack's server logger and what comes in from its message valve, because only the valve
 * sees each incoming message once, before any transaction does, and can drop it.
 */
final class WireTap implements ServerLogger, SIPMessageValve {
    private final Wire wire;

    WireTap(Wire wire) {
        this.wire = wire;
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        return wire.received(request);
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        return wire.received((SIPMessage) response);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        if (sender) {
            // The stack logs after it has sent, when the answer may already be in; the time is from before.
            wire.sent(message, time > 0 ? Instant.ofEpochMilli(time) : Instant.now());
        }
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {
        logMessage(message, from, to, sender, time);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {
        logMessage(message, from, to, sender, 0);
    }

    @Override
    public void logException(Exception problem) {}

    @Override
    public void closeLogFile() {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public void setSipStack(SipStack stack) {}

    @Override
    public void init(SipStack stack) {}

    @Override
    public void destroy() {}
}
