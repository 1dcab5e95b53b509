// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One dialog, or one lone request, from the side that began it. It follows RFC 3261 section 12.2.1.1. */
public final class Call {
    private static final String BRANCH = "z9hG4bK";

    private final Peer peer;
    private final String from;
    private final String to;
    private final String callId = token();
    private final String tag = token();
    private String target;
    private List<String> routes = List.of();
    private @Nullable String remoteTag;
    private long sequence = 1;
    private @Nullable SipMessage invite;
    private @Nullable SipMessage last;

    Call(Peer peer, String uri) {
        this.peer = peer;
        this.from = peer.uri("caller");
        this.to = uri;
        this.target = uri;
    }

    static String token() {
        return Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    /** {@return a request that is not sent yet: the first one, or one within the dialog} */
    public Outgoing request(String method) {
        boolean again = method.equals("ACK") || method.equals("CANCEL");
        if (last != null && !again) {
            sequence++;
        }
        String line = method + " " + (method.equals("CANCEL") ? invite().uri() : target) + " SIP/2.0";
        Outgoing request = new Outgoing(line)
                .add("Via", method.equals("CANCEL") ? invite().require("Via") : via())
                .add("Max-Forwards", "70");
        routes.forEach(route -> request.add("Route", route));
        boolean within = remoteTag != null && !method.equals("CANCEL");
        return request.add("From", "<" + from + ">;tag=" + tag)
                .add("To", "<" + to + ">" + (within ? ";tag=" + remoteTag : ""))
                .add("Call-ID", callId)
                .add("CSeq", (again ? invite().sequence() : sequence) + " " + method)
                .add("Contact", "<" + from + ">");
    }

    private String via() {
        return "SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch=" + BRANCH + token();
    }

    private SipMessage invite() {
        return Objects.requireNonNull(invite, "no INVITE was sent");
    }

    /** Sends a request as it stands. */
    public Call send(Outgoing request) {
        SipMessage message = request.message();
        if (message.method().equals("INVITE")) {
            invite = message;
        }
        if (!message.method().equals("ACK")) {
            last = message;
        }
        peer.send(request);
        return this;
    }

    /** Sends a usual request. */
    public Call send(String method) {
        return send(request(method));
    }

    /** {@return the response of this status to the last request} Final responses to INVITE but 2xx are acknowledged. */
    public SipMessage expect(int status) {
        SipMessage request = Objects.requireNonNull(last, "nothing was sent");
        SipMessage response = peer.take(
                status + " to " + request.method(),
                message -> answers(message, request) && (message.status() == status || isOtherFinal(message, status)));
        if (response.status() != status) {
            throw new AssertionError("expected " + status + ", got " + response);
        }
        follow(response);
        return response;
    }

    /** {@return the next response to the last request, whatever its status} */
    public SipMessage answer() {
        SipMessage request = Objects.requireNonNull(last, "nothing was sent");
        SipMessage response = peer.take("an answer to " + request.method(), message -> answers(message, request));
        follow(response);
        return response;
    }

    /** {@return the response of this status to an earlier INVITE} */
    public SipMessage expectOfInvite(int status) {
        last = invite();
        return expect(status);
    }

    private static boolean answers(SipMessage response, SipMessage request) {
        return response.isResponse()
                && response.callId().equals(request.callId())
                && response.require("CSeq").equals(request.require("CSeq"));
    }

    private static boolean isOtherFinal(SipMessage message, int status) {
        return message.status() >= 200 && message.status() != status;
    }

    private void follow(SipMessage response) {
        boolean invited = response.method().equals("INVITE");
        if (response.status() > 100 && response.status() < 300 && response.tag("To") != null) {
            remoteTag = response.tag("To");
            if (response.header("Contact") != null) {
                target = response.address("Contact");
            }
            if (routes.isEmpty()) {
                List<String> recorded = new ArrayList<>(response.headers("Record-Route"));
                Collections.reverse(recorded);
                routes = List.copyOf(recorded);
            }
        }
        if (invited && response.status() >= 300) {
            peer.send(ackOf(response));
        }
    }

    /** {@return the ACK of a refused INVITE, RFC 3261 section 17.1.1.3} */
    private Outgoing ackOf(SipMessage response) {
        Outgoing ack = new Outgoing("ACK " + invite().uri() + " SIP/2.0").add("Via", invite().require("Via"));
        invite().headers("Route").forEach(route -> ack.add("Route", route));
        return ack.add("Max-Forwards", "70")
                .add("From", invite().require("From"))
                .add("To", response.require("To"))
                .add("Call-ID", callId)
                .add("CSeq", invite().sequence() + " ACK");
    }

    /** Acknowledges the 2xx. */
    public Call ack() {
        return send("ACK");
    }

    /** Sets the call up. */
    public SipMessage establish() {
        SipMessage answer = send("INVITE").expect(200);
        ack();
        return answer;
    }

    /** Ends it and waits for the answer. */
    public SipMessage hangUp() {
        return send("BYE").expect(200);
    }

    /** {@return its Call-ID} */
    public String callId() {
        return callId;
    }

    /** {@return the tag of this side} */
    public String tag() {
        return tag;
    }

    /** {@return the tag of the other side} */
    public @Nullable String remoteTag() {
        return remoteTag;
    }

    /** {@return where requests within the dialog go} */
    public String target() {
        return target;
    }

    /** {@return the route set} */
    public List<String> routes() {
        return routes;
    }

    /** {@return the request from the other side, sent within this call} */
    public SipMessage incoming(String method) {
        return peer.take(
                method + " within the call",
                message -> !message.isResponse()
                        && message.method().equals(method)
                        && message.callId().equals(callId));
    }
}
