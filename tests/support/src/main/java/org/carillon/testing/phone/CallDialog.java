// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.testing.rtp.HeardDigit;
import org.carillon.testing.sdp.Direction;

/** Requests inside an established call, both ways. Runs on the phone's thread only. */
final class CallDialog {
    private final PhoneLine line;
    private final CallFacts facts;
    private final CallMedia media;
    private final CallSetup setup;
    private boolean inviting;
    private boolean answerInAck;

    CallDialog(PhoneLine line, CallFacts facts, CallMedia media, CallSetup setup) {
        this.line = line;
        this.facts = facts;
        this.media = media;
        this.setup = setup;
    }

    CompletableFuture<FinalResponse> bye() throws Exception {
        Dialog dialog = established();
        var done = new CompletableFuture<FinalResponse>();
        facts.ended(EndedBy.THIS_PHONE);
        line.send(dialog, dialog.createRequest(Request.BYE), response -> finish(done, response));
        return done;
    }

    CompletableFuture<FinalResponse> info(String relay) throws Exception {
        Dialog dialog = established();
        Request info = dialog.createRequest(Request.INFO);
        line.writer().addUsual(info);
        line.writer().addDigit(info, relay);
        var done = new CompletableFuture<FinalResponse>();
        line.send(dialog, info, response -> finish(done, response));
        return done;
    }

    CompletableFuture<FinalResponse> reInvite(Direction direction) throws Exception {
        Dialog dialog = established();
        if (inviting) {
            throw new IllegalStateException("another re-INVITE still waits for its answer");
        }
        Direction before = media.wish();
        media.wish(direction);
        Request invite = dialog.createRequest(Request.INVITE);
        line.writer().addUsual(invite);
        line.writer().addSdp(invite, media.offer());
        var done = new CompletableFuture<FinalResponse>();
        inviting = true;
        var sent = new CompletableFuture<ClientTransaction>();
        sent.complete(line.send(dialog, invite, response -> {
            if (response.isPresent() && response.get().getStatusCode() < 200) {
                return;
            }
            inviting = false;
            if (response.isPresent() && response.get().getStatusCode() < 300) {
                acknowledge(sent.join(), response.get());
            } else {
                media.wish(before);
            }
            finish(done, response);
        }));
        return done;
    }

    private void acknowledge(ClientTransaction invite, Response response) throws Exception {
        SipWriter.sdp(response).ifPresent(media::accept);
        if (response.getHeader(CSeqHeader.NAME) instanceof CSeqHeader cseq) {
            Dialog dialog = invite.getDialog();
            dialog.sendAck(dialog.createAck(cseq.getSeqNumber()));
        }
    }

    private static void finish(CompletableFuture<FinalResponse> done, Optional<Response> response) {
        if (response.isEmpty()) {
            done.complete(new FinalResponse(Response.REQUEST_TIMEOUT, "no answer from the network", Map.of()));
            return;
        }
        Response said = response.get();
        if (said.getStatusCode() >= 200) {
            done.complete(new FinalResponse(said.getStatusCode(), said.getReasonPhrase(), SipWriter.headers(said)));
        }
    }

    private Dialog established() {
        if (facts.state() != CallState.ESTABLISHED) {
            throw new IllegalStateException("the call is not established but " + facts.state());
        }
        return setup.dialog();
    }

    void onRequest(Request request, ServerTransaction transaction) throws Exception {
        if (facts.state() == CallState.ENDED && !request.getMethod().equals(Request.BYE)) {
            // RFC 3261 section 12.2.2: who asks must learn that this side has hung up.
            respond(transaction, request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        switch (request.getMethod()) {
            case Request.BYE -> {
                respond(transaction, request, Response.OK);
                facts.ended(EndedBy.OTHER_SIDE);
            }
            case Request.INVITE -> onReInvite(request, transaction);
            case Request.UPDATE -> onUpdate(request, transaction);
            case Request.INFO -> {
                SipWriter.body(request, "application/dtmf").ifPresent(this::digitBody);
                respond(transaction, request, Response.OK);
            }
            case Request.OPTIONS, Request.NOTIFY, Request.MESSAGE -> respond(transaction, request, Response.OK);
            default -> respond(transaction, request, Response.METHOD_NOT_ALLOWED);
        }
    }

    private void onReInvite(Request request, ServerTransaction transaction) throws Exception {
        if (inviting) {
            // Both sides at once: RFC 3261 section 14.2.
            respond(transaction, request, Response.REQUEST_PENDING);
            return;
        }
        Optional<String> offer = SipWriter.sdp(request);
        answerInAck = offer.isEmpty();
        respondWithSdp(
                transaction, request, offer.isPresent() ? media.answer(offer.get()) : Optional.of(media.offer()));
    }

    private void onUpdate(Request request, ServerTransaction transaction) throws Exception {
        Optional<String> offer = SipWriter.sdp(request);
        if (offer.isEmpty()) {
            respond(transaction, request, Response.OK);
            return;
        }
        respondWithSdp(transaction, request, media.answer(offer.get()));
    }

    private void respondWithSdp(ServerTransaction transaction, Request request, Optional<String> sdp) throws Exception {
        if (sdp.isEmpty()) {
            respond(transaction, request, Response.NOT_ACCEPTABLE_HERE);
            return;
        }
        Response response = line.writer().response(request, Response.OK, Optional.empty(), SipWriter.newTag());
        line.writer().addSdp(response, sdp.get());
        transaction.sendResponse(response);
    }

    private void respond(ServerTransaction transaction, Request request, int status) throws Exception {
        transaction.sendResponse(line.writer().response(request, status, Optional.empty(), SipWriter.newTag()));
    }

    void onAck(Request ack) {
        if (answerInAck) {
            answerInAck = false;
            SipWriter.sdp(ack).ifPresent(media::accept);
        }
    }

    /** {@code Signal=5} and {@code Duration=160}, one a line; or nothing but the key. */
    private void digitBody(String body) {
        String key = body.strip();
        var length = Duration.ZERO;
        for (String line : body.split("\\R", -1)) {
            String[] words = line.split("=", 2);
            if (words.length == 2 && words[0].strip().toLowerCase(Locale.ROOT).equals("signal")) {
                key = words[1].strip();
            }
            if (words.length == 2 && words[0].strip().toLowerCase(Locale.ROOT).equals("duration")) {
                length = Duration.ofMillis(Long.parseLong(words[1].strip()));
            }
        }
        if (key.length() == 1) {
            facts.infoDigit(new HeardDigit(key.charAt(0), HeardDigit.Road.SIP_INFO, Instant.now(), length));
        }
    }
}
