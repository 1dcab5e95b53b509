// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import java.text.ParseException;
import javax.sip.SipException;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Traffic;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** Answers a request without a transaction, where it came in (RFC 3261 section 8.2.7). */
final class Refusal {
    private Refusal() {}

    static void send(SIPRequest request, int status, MessageChannel channel, Traffic traffic) {
        try {
            var response = SipFactoryImpl.messageFactory.createResponse(status, request);
            channel.getMessageProcessor().getListeningPoint().getProvider().sendResponse(response);
            traffic.responseSent(status);
        } catch (SipException | ParseException e) {
            SipLogger.LOG.debug("a refusal was not sent", e);
        }
    }
}
