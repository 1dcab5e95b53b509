// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.util.Optional;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.Transaction;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** Takes what the stack has to say and hands it to the right call, on the phone's thread. */
final class PhoneEvents implements SipListener {
    private final Phone phone;

    PhoneEvents(Phone phone) {
        this.phone = phone;
    }

    @Override
    public void processRequest(RequestEvent event) {
        Request request = event.getRequest();
        if (request.getMethod().equals(Request.ACK)) {
            phone.line().post(() -> phone.callOf(callId(request)).ifPresent(call -> call.onAck(request)));
            return;
        }
        try {
            // Here and not later: a retransmission must find the transaction.
            ServerTransaction known = event.getServerTransaction();
            ServerTransaction transaction =
                    known != null ? known : phone.line().link().provider().getNewServerTransaction(request);
            phone.line().post(() -> dispatch(event, transaction));
        } catch (TransactionAlreadyExistsException retransmission) {
            return;
        } catch (TransactionUnavailableException closing) {
            phone.remark(callId(request), "cannot take " + request.getMethod());
        }
    }

    private void dispatch(RequestEvent event, ServerTransaction transaction) throws Exception {
        Request request = event.getRequest();
        Optional<PhoneCall> call = phone.callOf(callId(request));
        boolean inDialog = request.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() != null;
        if (call.isEmpty() && request.getMethod().equals(Request.INVITE) && !inDialog) {
            phone.called(callId(request), transaction);
            return;
        }
        if (call.isEmpty()) {
            boolean ping = request.getMethod().equals(Request.OPTIONS) && !inDialog;
            int status = ping ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST;
            transaction.sendResponse(
                    phone.line().writer().response(request, status, Optional.empty(), SipWriter.newTag()));
            return;
        }
        if (request.getMethod().equals(Request.CANCEL)) {
            call.get().setup().onCancel(event, transaction);
            return;
        }
        call.get().dialog().onRequest(request, transaction);
    }

    @Override
    public void processResponse(ResponseEvent event) {
        reply(event.getClientTransaction(), Optional.of(event.getResponse()));
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            reply(event.getClientTransaction(), Optional.empty());
        }
    }

    private void reply(@Nullable Transaction transaction, Optional<Response> response) {
        if (transaction != null && transaction.getApplicationData() instanceof Reply reply) {
            phone.line().post(() -> reply.on(response));
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        phone.remark("", "cannot send to " + event.getHost() + ":" + event.getPort());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    static String callId(Message message) {
        return message.getHeader(CallIdHeader.NAME) instanceof CallIdHeader id ? id.getCallId() : "";
    }
}
