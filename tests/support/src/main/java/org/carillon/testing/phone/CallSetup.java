// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.util.Map;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** The first INVITE of a call, sent or received, up to its ACK. Runs on the phone's thread only. */
final class CallSetup {
    private final PhoneLine line;
    private final CallFacts facts;
    private final CallMedia media;
    private final String tag = SipWriter.newTag();
    private @Nullable ClientTransaction outgoing;
    private @Nullable ServerTransaction incoming;
    private @Nullable Dialog dialog;
    private boolean offerInAnswer;
    private @Nullable String answerText;

    CallSetup(PhoneLine line, CallFacts facts, CallMedia media) {
        this.line = line;
        this.facts = facts;
        this.media = media;
    }

    // Outgoing

    void invite(CallRequest call, String callId) throws Exception {
        offerInAnswer = call.lateOffer();
        Optional<String> sdp = offerInAnswer ? Optional.empty() : Optional.of(media.offer());
        outgoing = line.send(line.writer().invite(call, callId, sdp), this::onAnswer);
    }

    void cancel() throws Exception {
        ClientTransaction invite = outgoing;
        if (invite == null || facts.finalResponse().isPresent()) {
            throw new IllegalStateException("there is no outgoing call that still waits for its answer");
        }
        if (facts.provisional().isEmpty()) {
            throw new IllegalStateException("nothing came back yet; RFC 3261 section 9.1 wants a 1xx before CANCEL");
        }
        facts.cancelled();
        line.send(invite.createCancel(), response -> {});
    }

    private void onAnswer(Optional<Response> answer) throws Exception {
        if (answer.isEmpty()) {
            var none = new FinalResponse(Response.REQUEST_TIMEOUT, "no answer from the network", Map.of());
            facts.refused(none, EndedBy.SILENCE);
            return;
        }
        Response response = answer.get();
        int status = response.getStatusCode();
        if (status < 200) {
            facts.provisional(status);
            if (!offerInAnswer) {
                SipWriter.sdp(response).ifPresent(media::accept);
            }
            return;
        }
        var said = new FinalResponse(status, response.getReasonPhrase(), SipWriter.headers(response));
        if (status >= 300) {
            facts.refused(said, facts.wasCancelled() ? EndedBy.THIS_PHONE : EndedBy.OTHER_SIDE);
            return;
        }
        acknowledge(response);
        facts.answered(said);
        if (facts.wasCancelled() && dialog != null) {
            // The 200 crossed the CANCEL: the call exists and has to be ended (RFC 3261 section 9.1).
            line.send(dialog, dialog.createRequest(Request.BYE), reply -> {});
            facts.ended(EndedBy.THIS_PHONE);
        }
    }

    private void acknowledge(Response response) throws Exception {
        ClientTransaction invite = outgoing;
        Dialog made = invite == null ? null : invite.getDialog();
        if (made == null || !(response.getHeader(CSeqHeader.NAME) instanceof CSeqHeader cseq)) {
            throw new IllegalStateException("a 200 without dialog");
        }
        dialog = made;
        Request ack = made.createAck(cseq.getSeqNumber());
        Optional<String> sdp = SipWriter.sdp(response);
        if (sdp.isPresent() && offerInAnswer) {
            Optional<String> answer = media.answer(sdp.get());
            if (answer.isPresent()) {
                line.writer().addSdp(ack, answer.get());
            }
        } else {
            sdp.ifPresent(media::accept);
        }
        made.sendAck(ack);
        facts.acknowledged();
    }

    // Incoming

    void received(ServerTransaction invite) {
        incoming = invite;
    }

    void ring() throws Exception {
        provisional(Response.RINGING, Optional.empty());
    }

    void progress() throws Exception {
        provisional(Response.SESSION_PROGRESS, answerSdp());
    }

    private void provisional(int status, Optional<String> sdp) throws Exception {
        ServerTransaction invite = waitingInvite();
        Response response = line.writer().response(invite.getRequest(), status, Optional.empty(), tag);
        if (sdp.isPresent()) {
            line.writer().addSdp(response, sdp.get());
        }
        invite.sendResponse(response);
        facts.provisional(status);
        dialog = invite.getDialog();
    }

    void answer() throws Exception {
        ServerTransaction invite = waitingInvite();
        Optional<String> sdp = answerSdp();
        if (sdp.isEmpty()) {
            refuse(Response.NOT_ACCEPTABLE_HERE, Optional.of("No Common Codec"), Optional.empty());
            return;
        }
        Response response = line.writer().response(invite.getRequest(), Response.OK, Optional.empty(), tag);
        line.writer().addSdp(response, sdp.get());
        invite.sendResponse(response);
        dialog = invite.getDialog();
        facts.answered(new FinalResponse(Response.OK, response.getReasonPhrase(), SipWriter.headers(response)));
    }

    /** The same SDP in 183 and 200, as RFC 3261 section 13.2.1 wants. */
    private Optional<String> answerSdp() {
        if (answerText != null) {
            return Optional.of(answerText);
        }
        Optional<String> offer = SipWriter.sdp(waitingInvite().getRequest());
        offerInAnswer = offer.isEmpty();
        Optional<String> answer = offer.isPresent() ? media.answer(offer.get()) : Optional.of(media.offer());
        answer.ifPresent(text -> answerText = text);
        return answer;
    }

    void refuse(int status, Optional<String> reason, Optional<String> contact) throws Exception {
        ServerTransaction invite = waitingInvite();
        Response response = line.writer().response(invite.getRequest(), status, reason, tag);
        if (contact.isPresent()) {
            line.writer().redirectTo(response, contact.get());
        }
        invite.sendResponse(response);
        var said = new FinalResponse(status, response.getReasonPhrase(), SipWriter.headers(response));
        facts.refused(said, EndedBy.THIS_PHONE);
    }

    void onCancel(RequestEvent event, ServerTransaction cancel) throws Exception {
        Request request = event.getRequest();
        cancel.sendResponse(line.writer().response(request, Response.OK, Optional.empty(), tag));
        ServerTransaction invite = incoming;
        if (invite == null || facts.finalResponse().isPresent()) {
            return;
        }
        facts.cancelled();
        Response gone = line.writer().response(invite.getRequest(), Response.REQUEST_TERMINATED, Optional.empty(), tag);
        invite.sendResponse(gone);
        facts.refused(
                new FinalResponse(gone.getStatusCode(), gone.getReasonPhrase(), SipWriter.headers(gone)),
                EndedBy.OTHER_SIDE);
    }

    void onAck(Request ack) {
        facts.acknowledged();
        if (offerInAnswer) {
            offerInAnswer = false;
            SipWriter.sdp(ack).ifPresent(media::accept);
        }
    }

    private ServerTransaction waitingInvite() {
        ServerTransaction invite = incoming;
        if (invite == null) {
            throw new IllegalStateException("this is an outgoing call");
        }
        if (facts.finalResponse().isPresent()) {
            throw new IllegalStateException("the call already has its final response "
                    + facts.finalResponse().get());
        }
        return invite;
    }

    // Both

    Dialog dialog() {
        Dialog known = dialog;
        if (known == null) {
            throw new IllegalStateException("the call has no dialog yet");
        }
        return known;
    }

    Optional<ServerTransaction> incoming() {
        return Optional.ofNullable(incoming);
    }

    /** Forgets everything, without a word to the other side and without retransmissions. */
    void forget() throws Exception {
        if (outgoing != null) {
            outgoing.terminate();
        }
        if (incoming != null) {
            incoming.terminate();
        }
        if (dialog != null) {
            dialog.delete();
        }
    }
}
