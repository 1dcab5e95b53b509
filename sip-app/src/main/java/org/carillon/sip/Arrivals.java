// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import org.carillon.engine.calls.signalling.IncomingCall;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.calls.signalling.SignalSink.Admission;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.trunks.TrunkPolicy;
import org.carillon.sip.lanes.LegHandle;
import org.carillon.sip.lanes.LegRegistry;
import org.carillon.sip.legs.InboundLeg;
import org.carillon.sip.log.SipLog;
import org.carillon.sip.messages.Methods;
import org.carillon.sip.messages.Parties;
import org.carillon.sip.messages.SdpBody;
import org.carillon.sip.messages.WebhookHeaders;
import org.carillon.sip.wire.LegSessions;
import org.carillon.sip.wire.Sending;
import org.carillon.sip.wire.ServletDialog;
import org.carillon.sip.wire.ServletInbound;

/** Requests that open something: INVITE, its CANCEL, and OPTIONS. */
final class Arrivals {
    private static final String RELIABLE = "100rel";

    private final SignalSink sink;
    private final TrunkPolicy trunks;
    private final LegRegistry legs;
    private final LegSessions sessions;
    private final SipAppSettings settings;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong unknownSources = new AtomicLong();
    private final AtomicLong overLimit = new AtomicLong();
    private volatile boolean closed;

    Arrivals(SignalSink sink, TrunkPolicy trunks, LegRegistry legs, LegSessions sessions, SipAppSettings settings) {
        this.sink = sink;
        this.trunks = trunks;
        this.legs = legs;
        this.sessions = sessions;
        this.settings = settings;
    }

    void close() {
        closed = true;
    }

    /** A new call. The container has sent 100. */
    void invite(SipServletRequest invite) throws IOException {
        if (isFromStranger(invite)) {
            return;
        }
        if (closed) {
            unavailable(invite);
            return;
        }
        if (invite.getTo().getParameter("tag") != null) {
            // RFC 3261 12.2.2: meant for a dialog that is over, or was never here.
            Sending.respond(invite, SipServletResponse.SC_CALL_LEG_DONE);
            return;
        }
        Optional<String> unsupported = unsupported(invite);
        if (unsupported.isPresent()) {
            Sending.respond(invite, 420, response -> response.setHeader("Unsupported", unsupported.get()));
            return;
        }
        SdpBody body = SdpBody.read(invite.getContentType(), invite.getRawContent());
        if (!body.isUnderstood()) {
            Sending.respond(invite, body.status());
            return;
        }
        CallSid leg = CallSid.random(random);
        SipSession session = invite.getSession();
        sessions.mark(session, leg, leg);
        IncomingCall call = describe(leg, invite, body.sdp());
        ServletInbound wire = new ServletInbound(invite, requires(invite).contains(RELIABLE));
        ServletDialog dialog = ServletDialog.of(session);
        boolean room = legs.add(leg, leg, handle -> {
            handle.releaseWith(() -> sessions.discard(leg, leg));
            handle.start(context -> new InboundLeg(context, wire, dialog, settings.retryAfterSeconds()), made -> {});
        });
        if (!room) {
            sessions.forget(leg);
            SipLog.LOG.full(legs.size(), overLimit.incrementAndGet());
            unavailable(invite);
            return;
        }
        legs.find(leg).ifPresent(handle -> admit(handle, call));
    }

    private void admit(LegHandle handle, IncomingCall call) {
        CompletionStage<Admission> decision;
        try {
            decision = sink.arrive(call);
        } catch (RuntimeException e) {
            SipLog.LOG.admissionFailed(call.leg().value(), e);
            decide(handle, new Admission.Refused(500, "Server Internal Error"));
            return;
        }
        decision.whenComplete((admission, failure) -> {
            if (failure != null) {
                SipLog.LOG.admissionFailed(call.leg().value(), failure);
                decide(handle, new Admission.Refused(500, "Server Internal Error"));
                return;
            }
            decide(handle, admission);
        });
    }

    private static void decide(LegHandle handle, Admission admission) {
        handle.post(leg -> {
            if (leg instanceof InboundLeg inbound) {
                inbound.admitted(admission);
            }
        });
    }

    private IncomingCall describe(CallSid leg, SipServletRequest invite, Optional<String> sdp) {
        return new IncomingCall(
                leg,
                Parties.caller(
                        invite.getFrom().getURI().toString(),
                        Optional.ofNullable(invite.getFrom().getDisplayName()),
                        asserted(invite),
                        Optional.ofNullable(invite.getHeader("Privacy"))),
                Parties.called(
                        invite.getRequestURI().toString(),
                        invite.getTo().getURI().toString()),
                source(invite),
                sdp,
                headers(invite),
                invite.getCallId(),
                Math.max(0, SignalCommand.Invite.MOST_HOPS - invite.getMaxForwards()));
    }

    private static Optional<String> asserted(SipServletRequest invite) {
        try {
            return Optional.ofNullable(invite.getAddressHeader("P-Asserted-Identity"))
                    .map(address -> address.getURI().toString());
        } catch (ServletParseException e) {
            SipLog.LOG.debugf(e, "P-Asserted-Identity cannot be read");
            return Optional.empty();
        }
    }

    private static Map<String, String> headers(SipServletRequest invite) {
        List<String> names = new ArrayList<>();
        invite.getHeaderNames().forEachRemaining(names::add);
        return WebhookHeaders.inward(names, invite::getHeader);
    }

    private String source(SipServletRequest request) {
        String packet = request.getInitialRemoteAddr();
        List<String> vias = new ArrayList<>();
        request.getHeaders("Via").forEachRemaining(vias::add);
        return String.valueOf(settings.source().of(packet == null ? request.getRemoteAddr() : packet, vias));
    }

    private boolean isFromStranger(SipServletRequest request) {
        String source = source(request);
        if (trunks.admits(source)) {
            return false;
        }
        SipLog.LOG.unknownSource(request.getMethod(), source, unknownSources.incrementAndGet());
        Sending.respond(request, 403);
        return true;
    }

    private void unavailable(SipServletRequest request) {
        String seconds = String.valueOf(settings.retryAfterSeconds());
        Sending.respond(request, 503, response -> response.setHeader("Retry-After", seconds));
    }

    /** RFC 3261 8.2.2.3: an extension that the caller insists on and that we do not have. */
    private static Optional<String> unsupported(SipServletRequest invite) {
        List<String> others = requires(invite).stream()
                .filter(extension -> !extension.equals(RELIABLE))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", others));
    }

    private static List<String> requires(SipServletRequest invite) {
        List<String> extensions = new ArrayList<>();
        invite.getHeaders("Require").forEachRemaining(value -> {
            for (String extension : value.split(",", -1)) {
                extensions.add(extension.strip().toLowerCase(Locale.ROOT));
            }
        });
        return extensions;
    }

    /** CANCEL of a call; the container has answered it, and the INVITE with 487, before it is seen here. */
    void cancel(SipServletRequest cancel) {
        sessions.legOf(cancel)
                .flatMap(legs::find)
                .ifPresent(handle -> handle.post(leg -> {
                    if (leg instanceof InboundLeg inbound) {
                        inbound.cancelled();
                    }
                }));
    }

    /** OPTIONS: by itself the question whether calls are taken (RFC 3261 11.2); inside a dialog, whether that lives. */
    void options(SipServletRequest options) {
        if (options.isInitial() && closed) {
            unavailable(options);
            return;
        }
        Sending.respond(options, 200, response -> {
            response.setHeader("Allow", Methods.ALLOW);
            response.setHeader("Accept", "application/sdp, application/dtmf-relay, application/dtmf");
            response.setHeader("Accept-Encoding", "identity");
            response.setHeader("Accept-Language", "en");
        });
    }

    long refusedStrangers() {
        return unknownSources.get();
    }

    long refusedOverLimit() {
        return overLimit.get();
    }
}
