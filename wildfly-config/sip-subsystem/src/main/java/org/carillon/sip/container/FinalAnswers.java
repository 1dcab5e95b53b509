// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.util.Set;
import javax.servlet.sip.SipSession;
import javax.sip.ServerTransaction;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.overload.SourceLimits;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.core.session.SipSessionImpl;

/**
 * What has to be kept once an application has given its final answer to a request outside of a dialog, and for how long.
 *
 * <p>An INVITE that was accepted waits for its ACK, which is counted for its sender. Of any other request the stack keeps the answer for
 * 64 times T1, in case it is sent again; the implementation kept sessions, request and response as long, some 13 kB for each REGISTER. They
 * go after 8 times T1, as those of an ended dialog do.
 */
final class FinalAnswers {
    private static final int KEPT_OF_T1 = 8;

    private static final Set<Integer> CHALLENGES =
            Set.of(Response.UNAUTHORIZED, Response.PROXY_AUTHENTICATION_REQUIRED);

    private final CarillonDispatcher dispatcher;
    private final SourceLimits limits;

    FinalAnswers(CarillonDispatcher dispatcher, SourceLimits limits) {
        this.dispatcher = dispatcher;
        this.limits = limits;
    }

    /** The end of what was kept for a repetition. */
    private final class End extends SIPStackTimerTask {
        private final SIPServerTransaction transaction;
        private final MobicentsSipSession session;

        End(SIPServerTransaction transaction, MobicentsSipSession session) {
            this.transaction = transaction;
            this.session = session;
        }

        @Override
        public void runTask() {
            if (transaction.getApplicationData() != null && !isInUse()) {
                dispatcher.letGo(
                        new TransactionTerminatedEvent(transaction.getSipProvider(), (ServerTransaction) transaction));
            }
        }

        /** What has gone on with something else ends with that, or with its transaction. */
        private boolean isInUse() {
            var creating = session.getSessionCreatingTransactionRequest();
            var others = session.getOngoingTransactions();
            return creating == null
                    || creating.getTransaction() != transaction
                    || (others != null && others.stream().anyMatch(other -> other != transaction))
                    || session.getB2buaHelper() != null;
        }

        /** {@return null: it belongs to no call} */
        @Override
        public @Nullable Object getThreadHash() {
            return null;
        }
    }

    /** An answer is about to be sent. */
    void leaves(CarillonSipRequest request, SIPResponse answer) {
        // What came from another application in here has no source.
        if (Request.INVITE.equals(request.getMethod())
                && answer.getStatusCode() < Response.MULTIPLE_CHOICES
                && answer.getToTag() != null
                && ((SIPRequest) request.getMessage()).getPeerPacketSourceAddress() != null) {
            limits.accepted(
                    answer.getCallId().getCallId(),
                    answer.getToTag(),
                    ((SIPRequest) request.getMessage()).getPeerPacketSourceAddress());
        }
    }

    /** An answer could not be sent. */
    void stayed(SIPResponse answer) {
        if (answer.getToTag() != null) {
            limits.acknowledged(answer.getCallId().getCallId(), answer.getToTag());
        }
    }

    /** An answer was sent. */
    void left(SIPServerTransaction transaction, MobicentsSipSession session, int status) {
        if (Request.INVITE.equals(transaction.getMethod()) || transaction.getDialog() != null) {
            return;
        }
        if (CHALLENGES.contains(status)
                && session instanceof SipSessionImpl own
                && own.getState() == SipSession.State.INITIAL) {
            // The implementation waits for the client to try again, as for a UAC, and so until the application session
            // expires. But a
            // client that does begins a session of its own.
            own.setReadyToInvalidate(true);
        }
        var timer = ((SIPTransactionStack) dispatcher.getSipStack()).getTimer();
        if (!transaction.isReliable() && timer != null && timer.isStarted()) {
            timer.schedule(new End(transaction, session), (long) KEPT_OF_T1 * dispatcher.getBaseTimerInterval());
        }
    }

    /** A request came that may be, or do instead of, the ACK to an INVITE. */
    void acknowledged(SIPRequest request) {
        var tag = request.getToTag();
        if (tag != null && (Request.ACK.equals(request.getMethod()) || Request.BYE.equals(request.getMethod()))) {
            limits.acknowledged(request.getCallId().getCallId(), tag);
        }
    }
}
