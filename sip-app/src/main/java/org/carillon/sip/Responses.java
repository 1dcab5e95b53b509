// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.SipServletResponse;
import org.carillon.sip.lanes.LegHandle;
import org.carillon.sip.lanes.LegRegistry;
import org.carillon.sip.legs.OutboundLeg;
import org.carillon.sip.legs.WireException;
import org.carillon.sip.log.SipLog;
import org.carillon.sip.messages.SdpBody;
import org.carillon.sip.wire.LegSessions;
import org.carillon.sip.wire.ServletDialog;
import org.carillon.sip.wire.ServletOutbound.ServletChallenge;

/** Responses to our requests. */
final class Responses {
    private final LegRegistry legs;
    private final LegSessions sessions;

    Responses(LegRegistry legs, LegSessions sessions) {
        this.legs = legs;
        this.sessions = sessions;
    }

    void received(SipServletResponse response) throws IOException {
        int status = response.getStatus();
        switch (response.getMethod()) {
            case "INVITE" -> invite(response, status);
            case "BYE" -> {
                if (status >= 200) {
                    leg(response).ifPresent(handle -> handle.post(leg -> leg.byeAnswered(status)));
                }
            }
            case "OPTIONS" -> {
                if (status >= 200) {
                    leg(response).ifPresent(handle -> handle.post(leg -> leg.probeAnswered(status)));
                }
            }
            default -> SipLog.LOG.debugf("%d to %s", status, response.getMethod());
        }
    }

    private void invite(SipServletResponse response, int status) throws IOException {
        Optional<String> sdp = SdpBody.read(response.getContentType(), response.getRawContent())
                .sdp();
        if (status < 200) {
            acknowledgeReliable(response);
            post(response, leg -> leg.progressed(status, sdp));
        } else if (status < 300) {
            answered(response, sdp);
        } else if (status == 401 || status == 407) {
            String reason = reason(response);
            post(response, leg -> leg.challenged(new ServletChallenge(response), status, reason));
        } else {
            String reason = reason(response);
            post(response, leg -> leg.refused(status, reason));
        }
    }

    /** ACK first, whatever the leg makes of the answer (RFC 3261 13.2.2.4); an answer that nobody waits for is hung up. */
    private void answered(SipServletResponse response, Optional<String> sdp) {
        ServletDialog dialog = ServletDialog.of(response);
        try {
            response.createAck().send();
        } catch (IOException | RuntimeException e) {
            SipLog.LOG.notSent(sessions.legOf(response).map(Object::toString).orElse("?"), "ACK", e);
        }
        if (!post(response, leg -> leg.answered(dialog, sdp))) {
            try {
                dialog.bye();
            } catch (WireException e) {
                SipLog.LOG.debugf(e, "late answer could not be hung up");
            }
        }
    }

    /** PRACK, should the callee require it (RFC 3262); we do not ask for it. */
    private static void acknowledgeReliable(SipServletResponse response) {
        if (response.getStatus() == 100 || response.getHeader("RSeq") == null) {
            return;
        }
        try {
            response.createPrack().send();
        } catch (Rel100Exception | IOException | RuntimeException e) {
            SipLog.LOG.debugf(e, "PRACK could not be sent");
        }
    }

    private static String reason(SipServletResponse response) {
        String phrase = response.getReasonPhrase();
        return phrase == null ? "" : phrase;
    }

    private boolean post(SipServletResponse response, Consumer<OutboundLeg> task) {
        Optional<LegHandle> handle = leg(response);
        handle.ifPresent(found -> found.post(leg -> {
            if (leg instanceof OutboundLeg outbound) {
                task.accept(outbound);
            }
        }));
        return handle.isPresent();
    }

    private Optional<LegHandle> leg(SipServletResponse response) {
        return sessions.legOf(response).flatMap(legs::find);
    }
}
