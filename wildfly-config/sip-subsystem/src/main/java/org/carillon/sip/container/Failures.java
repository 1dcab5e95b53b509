// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import javax.sip.header.CallIdHeader;
import javax.sip.message.Message;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Complaints;

/** Faults of ours that a message brought to light: told with their cause, once a minute, for whoever found one can send it again and again. */
final class Failures {
    private final Complaints told = new Complaints(System::nanoTime);

    /** A message was not handled. */
    void tell(Message message, RuntimeException cause) {
        var call = message.getHeader(CallIdHeader.NAME) instanceof CallIdHeader id ? id.getCallId() : "";
        told.another(call).ifPresent(warning -> SipLogger.LOG.dispatchFailed(warning.excerpt(), cause));
    }
}
