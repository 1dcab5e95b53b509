// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.calls;

import gov.nist.javax.sip.message.SIPResponse;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.ViaHeader;
import javax.sip.message.Response;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Traffic;

/**
 * Sends further 2xx of a call that was proxied on to the caller: those of other branches, and those that the callee repeats
 * because no ACK has come (RFC 3261 section 16.7 step 5, RFC 6026 section 8.9). The implementation drops them, so that a
 * call whose first 200 is lost behind the proxy would never be established.
 *
 * <p>Asked on the lane of the call, for every response.
 */
public final class FurtherAnswers {
    private final AnsweredCalls calls;
    private final Traffic traffic;

    /**
     * @param calls shared by all lanes
     * @param traffic told of each answer that is sent on
     */
    public FurtherAnswers(AnsweredCalls calls, Traffic traffic) {
        this.calls = calls;
        this.traffic = traffic;
    }

    /**
     * Looks at a response.
     *
     * @return whether the implementation must not see it any more
     */
    public boolean take(ResponseEvent event) {
        var response = (SIPResponse) event.getResponse();
        if (!AnsweredCalls.isAnswer(response) || response.getViaHeaders().size() < 2) {
            return false;
        }
        // The caller's own Via: it is the same whichever branch of the proxy an answer comes from.
        var call = AnsweredCalls.nameOf(response.getViaHeaders().get(1), response);
        if (event.getClientTransaction() == null) {
            if (calls.knows(call)) {
                forward(response, (SipProvider) event.getSource());
                return true;
            }
            // An answer to nothing, which must not go where its Via points; the implementation drops it.
            return false;
        }
        var first = calls.isFirst(call);
        var repeated = !calls.isFirst(String.valueOf(response.getTopmostVia().getBranch()));
        // The first of another branch above 200 is sent on by the implementation, and it must know of that branch's
        // end.
        if (!first && (repeated || response.getStatusCode() == Response.OK)) {
            forward(response, (SipProvider) event.getSource());
        }
        return repeated;
    }

    private void forward(SIPResponse response, SipProvider provider) {
        try {
            var copy = (Response) response.clone();
            copy.removeFirst(ViaHeader.NAME);
            provider.sendResponse(copy);
            traffic.responseSent(copy.getStatusCode());
        } catch (SipException e) {
            SipLogger.LOG.debug("a further answer was not sent on", e);
        }
    }
}
