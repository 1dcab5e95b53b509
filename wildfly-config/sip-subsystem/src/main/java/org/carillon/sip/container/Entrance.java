// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.message.SIPRequest;
import javax.sip.message.Request;
import org.carillon.sip.drain.Drain;
import org.carillon.sip.overload.Admission;
import org.carillon.sip.overload.LaneWait;
import org.carillon.sip.overload.SourceLimits;

/**
 * Says which requests outside of a dialog are let in.
 *
 * @param drain lets nobody in while the server is suspended
 * @param admission nor while its lanes are behind
 * @param limits nor one who has too much in here already
 */
record Entrance(Drain drain, Admission admission, SourceLimits limits) {
    /** {@return whether a parsed request may begin something} One that may not is counted. On its lane. */
    boolean admits(SIPRequest request) {
        if (!drain.admits()) {
            drain.refused();
            return false;
        }
        // Of a datagram its lane has asked already, before it was parsed, when there was reason to.
        return LaneWait.isAdmitted() || hasRoomFor(request);
    }

    /** Notes that a request that was admitted gets a transaction. */
    void opened(SIPRequest request) {
        var datagram = LaneWait.packet();
        if (datagram != null && !Request.INVITE.equals(request.getMethod())) {
            limits.kept(datagram.getAddress());
        }
    }

    private boolean hasRoomFor(SIPRequest request) {
        var source = request.getPeerPacketSourceAddress();
        // Of other requests nothing is kept that came over a stream.
        var counts = Request.INVITE.equals(request.getMethod()) || LaneWait.packet() != null;
        if (source != null && counts && limits.isTooMuch(request.getMethod(), source)) {
            admission.refused();
            return false;
        }
        return admission.admits(LaneWait.millis());
    }
}
