// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.wire;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.servlet.sip.Address;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipURI;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.carillon.sip.legs.OutboundWire;
import org.carillon.sip.legs.WireException;
import org.carillon.sip.messages.DigestAnswer;
import org.carillon.sip.messages.Methods;
import org.carillon.sip.messages.OutboundFrom;
import org.carillon.sip.messages.WebhookHeaders;
import org.jspecify.annotations.Nullable;

/** Makes the INVITE of a leg and sends it. */
public final class ServletOutbound implements OutboundWire {
    private final SipFactory factory;
    private final LegSessions sessions;
    private final SignalCommand.Invite command;
    private @Nullable SipServletRequest request;

    /** @param sessions gives the leg its application session */
    public ServletOutbound(SipFactory factory, LegSessions sessions, SignalCommand.Invite command) {
        this.factory = factory;
        this.sessions = sessions;
        this.command = command;
    }

    @Override
    public String invite() throws WireException {
        try {
            Sending.send("INVITE", () -> {
                SipServletRequest made = build();
                request = made;
                made.send();
            });
        } catch (WireException e) {
            release();
            throw e;
        }
        return current().getCallId();
    }

    private SipServletRequest build() throws IOException, ServletException {
        WebhookHeaders.checkOutward(command.headers());
        Address from = factory.createAddress(
                factory.createURI(OutboundFrom.uri(command.from(), sessions.host())),
                command.from().displayName().orElse(null));
        Address to = factory.createAddress(factory.createURI(command.uri()));
        SipServletRequest invite = factory.createRequest(sessions.of(command.session(), factory), "INVITE", from, to);
        SipSession own = invite.getSession();
        sessions.mark(own, command.leg(), command.session());
        own.setHandler(sessions.handler());
        invite.setRequestURI(factory.createURI(command.uri()));
        complete(invite);
        return invite;
    }

    /** What the first INVITE and the one with credentials have alike; the container carries none of it over. */
    private void complete(SipServletRequest invite) throws IOException, ServletException {
        if (command.nextHop().isPresent()) {
            SipURI hop = (SipURI) factory.createURI(command.nextHop().get());
            hop.setLrParam(true);
            invite.pushRoute(hop);
        }
        invite.setHeader("Allow", Methods.ALLOW);
        invite.setMaxForwards(Math.max(0, SignalCommand.Invite.MOST_HOPS - command.hops()));
        command.headers().forEach(invite::setHeader);
        Sending.setSdp(invite, command.sdp());
    }

    @Override
    public boolean inviteWithCredentials(Challenge challenge) throws WireException {
        Optional<SipCredentials> credentials = command.credentials();
        if (credentials.isEmpty()) {
            return false;
        }
        SipServletResponse response = ((ServletChallenge) challenge).response();
        boolean proxy = response.getStatus() == SipServletResponse.SC_PROXY_AUTHENTICATION_REQUIRED;
        List<String> challenges = new ArrayList<>();
        response.getHeaders(proxy ? "Proxy-Authenticate" : "WWW-Authenticate").forEachRemaining(challenges::add);
        Optional<String> answer =
                DigestAnswer.to(challenges, credentials.get(), "INVITE", command.uri(), sessions.nonce());
        if (answer.isEmpty()) {
            return false;
        }
        Sending.send("INVITE", () -> {
            SipServletRequest again = response.getSession().createRequest("INVITE");
            again.setHeader(proxy ? "Proxy-Authorization" : "Authorization", answer.get());
            complete(again);
            request = again;
            again.send();
        });
        return true;
    }

    @Override
    public void cancel() throws WireException {
        Sending.send("CANCEL", () -> current().createCancel().send());
    }

    /** Lets go of the container's session, should it still be there. */
    public void release() {
        sessions.discard(command.leg(), command.session());
    }

    private SipServletRequest current() {
        if (request == null) {
            throw new IllegalStateException("no INVITE has been sent");
        }
        return request;
    }

    /** A challenge as the container gives it. */
    public record ServletChallenge(SipServletResponse response) implements Challenge {}
}
