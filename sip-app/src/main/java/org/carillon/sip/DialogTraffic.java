// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.servlet.sip.SipServletRequest;
import org.carillon.sip.lanes.LegHandle;
import org.carillon.sip.lanes.LegRegistry;
import org.carillon.sip.legs.Leg;
import org.carillon.sip.messages.InfoDigits;
import org.carillon.sip.messages.SdpBody;
import org.carillon.sip.wire.LegSessions;
import org.carillon.sip.wire.Sending;
import org.carillon.sip.wire.ServletReoffer;

/**
 * Requests inside the dialogs of legs. What a leg needs of a request is read here, on the container's thread, since the
 * container may clear a request once the servlet has returned.
 */
final class DialogTraffic {
    private final LegRegistry legs;
    private final LegSessions sessions;

    DialogTraffic(LegRegistry legs, LegSessions sessions) {
        this.legs = legs;
        this.sessions = sessions;
    }

    void ack(SipServletRequest ack) throws IOException {
        Optional<String> sdp =
                SdpBody.read(ack.getContentType(), ack.getRawContent()).sdp();
        leg(ack).ifPresent(handle -> handle.post(leg -> leg.acknowledged(sdp)));
    }

    void bye(SipServletRequest bye) {
        Optional<String> reason = Optional.ofNullable(bye.getHeader("Reason"));
        Optional<LegHandle> handle = leg(bye);
        if (handle.isEmpty()) {
            // The other side's BYE crossed ours: the dialog did exist, so 200 is as true as 481, and quieter.
            Sending.respond(bye, sessions.legOf(bye).filter(legs::hasEnded).isPresent() ? 200 : 481);
            return;
        }
        handle.get().post(leg -> leg.byeReceived(status -> Sending.respond(bye, status), reason));
    }

    void reoffer(SipServletRequest request) throws IOException {
        SdpBody body = SdpBody.read(request.getContentType(), request.getRawContent());
        if (!body.isUnderstood()) {
            Sending.respond(request, body.status());
            return;
        }
        ServletReoffer reoffer = new ServletReoffer(request, body.sdp());
        offer(request, leg -> leg.reoffered(reoffer));
    }

    void info(SipServletRequest info) throws IOException {
        if (!InfoDigits.isDigitType(info.getContentType())) {
            Sending.respond(
                    info, 415, response -> response.setHeader("Accept", "application/dtmf-relay, application/dtmf"));
            return;
        }
        Optional<Character> digit = InfoDigits.read(info.getContentType(), info.getRawContent());
        if (digit.isEmpty()) {
            Sending.respond(info, 400);
            return;
        }
        if (offer(info, leg -> leg.digit(digit.get()))) {
            Sending.respond(info, 200);
        }
    }

    void prack(SipServletRequest prack) {
        offer(prack, leg -> {
            Sending.respond(prack, 200);
            leg.provisionalAcknowledged();
        });
    }

    private boolean offer(SipServletRequest request, Consumer<Leg> task) {
        Optional<LegHandle> handle = leg(request);
        if (handle.isEmpty()) {
            Sending.respond(request, 481);
            return false;
        }
        boolean taken = handle.get().offer(task);
        if (!taken) {
            Sending.respond(request, 503, response -> response.setHeader("Retry-After", "5"));
        }
        return taken;
    }

    private Optional<LegHandle> leg(SipServletRequest request) {
        return sessions.legOf(request).flatMap(legs::find);
    }
}
