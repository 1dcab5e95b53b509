// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.wire;

import java.util.Optional;
import java.util.OptionalInt;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.carillon.sip.legs.InboundWire;
import org.carillon.sip.legs.WireException;
import org.carillon.sip.messages.Methods;

/** Answers an INVITE. */
public final class ServletInbound implements InboundWire {
    private final SipServletRequest invite;
    private final boolean reliable;

    /** @param reliable whether the caller requires 100rel */
    public ServletInbound(SipServletRequest invite, boolean reliable) {
        this.invite = invite;
        this.reliable = reliable;
    }

    @Override
    public boolean provisional(int status, Optional<String> sdp) throws WireException {
        Sending.send(String.valueOf(status), () -> {
            SipServletResponse response = invite.createResponse(status);
            if (sdp.isPresent()) {
                Sending.setSdp(response, sdp.get());
            }
            if (reliable) {
                response.sendReliably();
            } else {
                response.send();
            }
        });
        return reliable;
    }

    @Override
    public void answer(String sdp) throws WireException {
        Sending.send("200", () -> {
            SipServletResponse response = invite.createResponse(SipServletResponse.SC_OK);
            Sending.setSdp(response, sdp);
            response.setHeader("Allow", Methods.ALLOW);
            response.send();
        });
    }

    @Override
    public void refuse(int status, String reason, OptionalInt retryAfterSeconds) throws WireException {
        Sending.send(String.valueOf(status), () -> {
            SipServletResponse response = invite.createResponse(status, reason);
            retryAfterSeconds.ifPresent(seconds -> response.setHeader("Retry-After", String.valueOf(seconds)));
            response.send();
        });
    }
}
