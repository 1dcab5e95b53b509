// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import javax.sip.SipStack;
import javax.sip.message.Response;

/** Counts each message before the stack looks for its transaction, so retransmissions too; lets all of them pass. */
record TrafficValve(Traffic traffic) implements SIPMessageValve {
    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        traffic.requestOnTheWire();
        return true;
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        traffic.responseOnTheWire();
        return true;
    }

    @Override
    public void init(SipStack stack) {}

    @Override
    public void destroy() {}
}
