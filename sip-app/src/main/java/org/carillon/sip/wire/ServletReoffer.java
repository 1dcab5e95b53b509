// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.wire;

import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.carillon.sip.legs.Reoffer;
import org.carillon.sip.legs.WireException;

/** A re-INVITE or UPDATE. */
public final class ServletReoffer implements Reoffer {
    private final SipServletRequest request;
    private final boolean update;
    private final Optional<String> sdp;

    /** @param sdp what the request carries */
    public ServletReoffer(SipServletRequest request, Optional<String> sdp) {
        this.request = request;
        // Read now: the container may clear a request before a leg gets to it.
        this.update = request.getMethod().equals("UPDATE");
        this.sdp = sdp;
    }

    @Override
    public boolean update() {
        return update;
    }

    @Override
    public Optional<String> sdp() {
        return sdp;
    }

    @Override
    public void answer(String answer) throws WireException {
        Sending.send("200", () -> {
            SipServletResponse response = request.createResponse(SipServletResponse.SC_OK);
            Sending.setSdp(response, answer);
            response.send();
        });
    }

    @Override
    public void respond(int status) {
        Sending.respond(request, status);
    }

    @Override
    public void later() {
        // RFC 3261 14.2: a random value of 0 to 10 seconds keeps both sides from colliding again.
        int seconds = RandomGenerator.getDefault().nextInt(11);
        Sending.respond(request, 500, response -> response.setHeader("Retry-After", String.valueOf(seconds)));
    }
}
