// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.DialogTimeoutEvent;
import gov.nist.javax.sip.TransactionExt;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.Objects;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionState;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.calls.AnsweredCalls;
import org.carillon.sip.calls.ForkedAnswers;
import org.carillon.sip.calls.FurtherAnswers;
import org.carillon.sip.calls.JoinedDialogs;
import org.carillon.sip.drain.Drain;
import org.carillon.sip.drain.NewDialogs;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Traffic;
import org.carillon.sip.overload.Admission;
import org.carillon.sip.overload.EarlyRefusal;
import org.carillon.sip.overload.SourceLimits;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.JainSipUtils;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;
import org.mobicents.servlet.sip.core.SipApplicationDispatcherImpl;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.dispatchers.MessageDispatcher;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.TransactionApplicationData;

/**
 * The implementation's dispatcher with a cluster-wide server id, an immediate 100 and a clear answer while no
 * application is deployed.
 *
 * <p>Without an application the implementation would act as an open relay: it forwards any request whose Request-URI
 * names another host.
 */
final class CarillonDispatcher extends SipApplicationDispatcherImpl {
    private static final int USUAL_MAX_FORWARDS = 70;

    /** For so many T1 a callee may answer, RFC 3261 section 13.3.1.4. */
    private static final int ANSWERS_OF_T1 = 64;

    private final @Nullable String serverId;
    private final RequestChecks checks = new RequestChecks(this::isOurs);
    private final Traffic traffic;
    private final Drain drain;
    private final Entrance entrance;
    private final FinalAnswers answers;
    private final FurtherAnswers furtherAnswers;
    private final ForkedAnswers forkedAnswers;
    private final Failures failures = new Failures();
    private final SessionExecutor sessions =
            new SessionExecutor(this, work -> super.getAsynchronousExecutor().execute(work));

    CarillonDispatcher(SipSettings settings, Traffic traffic, Drain drain, Admission admission, SourceLimits limits) {
        this.answers = new FinalAnswers(this, limits);
        this.serverId = settings.serverId();
        this.traffic = traffic;
        this.drain = drain;
        this.entrance = new Entrance(drain, admission, limits);
        var answered = new AnsweredCalls(
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                ANSWERS_OF_T1 * settings.timers().t1().toMillis());
        this.furtherAnswers = new FurtherAnswers(answered, traffic);
        this.forkedAnswers = new ForkedAnswers(this, answered);
        // So that every message goes through the executor below, which runs it on the lane unless its session is in
        // use.
        setBypassRequestExecutor(false);
        setBypassResponseExecutor(false);
        setBaseTimerInterval(Math.toIntExact(settings.timers().t1().toMillis()));
        setT2Interval(Math.toIntExact(settings.timers().t2().toMillis()));
        setT4Interval(Math.toIntExact(settings.timers().t4().toMillis()));
        setTimerDInterval(Math.toIntExact(settings.timers().d().toMillis()));
        // The implementation's own check of memory and queues is deprecated and off; capacity is the engine's matter.
        setCongestionControlCheckingInterval(-1);
    }

    /** Sets an interval of the transactions that begin from now on, in milliseconds. */
    void set(SipSettings.Timer timer, int millis) {
        switch (timer) {
            case T1 -> setBaseTimerInterval(millis);
            case T2 -> setT2Interval(millis);
            case T4 -> setT4Interval(millis);
            case D -> setTimerDInterval(millis);
        }
    }

    /**
     * {@return the value that marks tags as ours} All nodes of a cluster share it, or each would take the other's BYE
     * as foreign and relay it.
     */
    @Override
    public String getApplicationServerIdHash() {
        return serverId == null ? super.getApplicationServerIdHash() : serverId;
    }

    @Override
    public ThreadPoolExecutor getAsynchronousExecutor() {
        return sessions;
    }

    /** {@inheritDoc} A request that leaves has asked already, because its next hop depends on the answer. */
    @Override
    public SipApplicationRouterInfo getNextInterestedApplication(MobicentsSipServletRequest request) {
        var answer = request instanceof CarillonSipRequest leaving ? leaving.routed() : null;
        return answer == null ? super.getNextInterestedApplication(request) : answer;
    }

    @Override
    public void addSipApplication(String name, SipContext application) {
        if (application.getConcurrencyControlMode() != ConcurrencyControlMode.None) {
            sessions.guard();
        }
        super.addSipApplication(name, application);
    }

    /** {@inheritDoc} The stack would keep to itself what is thrown here, and the client would wait for nothing. */
    @Override
    public void processRequest(RequestEvent event) {
        try {
            take(event);
        } catch (RuntimeException e) {
            failures.tell(event.getRequest(), e);
            if (!Request.ACK.equals(event.getRequest().getMethod())) {
                refuse(event, Response.SERVER_INTERNAL_ERROR);
            }
        }
    }

    private void take(RequestEvent event) {
        var request = event.getRequest();
        traffic.requestReceived(request.getMethod());
        answers.acknowledged((SIPRequest) request);
        var opens = event.getServerTransaction() == null && opens((SIPRequest) request);
        if (opens && !entrance.admits((SIPRequest) request)) {
            refuse(event, Response.SERVICE_UNAVAILABLE);
            return;
        }
        var refusal = checks.refusal(event, getSipStack());
        if (refusal == RequestChecks.DROP) {
            return;
        }
        if (refusal != 0) {
            refuse(event, refusal);
            return;
        }
        if (opens) {
            entrance.opened((SIPRequest) request);
        }
        if (findSipApplications().hasNext()) {
            JoinedDialogs.prepare((SIPRequest) request, (SIPTransactionStack) getSipStack());
            if (checks.isMerged(event)) {
                refuse(event, Response.LOOP_DETECTED);
                return;
            }
            if (!Request.INVITE.equals(request.getMethod())) {
                super.processRequest(event);
                return;
            }
            processInvite(event);
            return;
        }
        if (!Request.ACK.equals(request.getMethod())) {
            MessageDispatcher.sendErrorResponse(
                    this, Response.SERVICE_UNAVAILABLE, event.getServerTransaction(), request, (SipProvider)
                            event.getSource());
        }
    }

    /**
     * {@return what refuses datagrams before they are parsed; for the connectors of the stack that has been set}
     *
     * @param isTraced whether an operator wants to see messages: then they are parsed, and refused here
     */
    EarlyRefusal earlyRefusal(BooleanSupplier isTraced) {
        var stack = (SIPTransactionStack) getSipStack();
        return new EarlyRefusal(
                entrance.admission(),
                entrance.limits(),
                drain::retryAfterSeconds,
                branch -> isTraced.getAsBoolean() || stack.findTransaction(branch, true) != null,
                traffic);
    }

    private boolean isOurs(@Nullable String applicationHash) {
        var name = applicationHash == null ? null : getApplicationNameFromHash(applicationHash);
        return name != null && findSipApplication(name) != null;
    }

    /** One that names another dialog begins something, too, when there is none. */
    private boolean opens(SIPRequest request) {
        return NewDialogs.opens(request) || JoinedDialogs.isOfNone(request, (SIPTransactionStack) getSipStack());
    }

    /** {@return what an answer of an application begins and ends} */
    FinalAnswers answers() {
        return answers;
    }

    /** Does what the implementation does at the end of a transaction, which itself stays, to answer what is sent again. */
    void letGo(TransactionTerminatedEvent event) {
        sessions.report(
                event.getServerTransaction().getApplicationData(), () -> super.processTransactionTerminated(event));
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        if (event.isServerTransaction()) {
            var ended = (SIPTransaction) event.getServerTransaction();
            // Its request is bytes by now, and to ask for it would parse it again.
            checks.ended(ended.getBranchId(), ended.getMethod());
        }
        var transaction = event.isServerTransaction() ? event.getServerTransaction() : event.getClientTransaction();
        forkedAnswers.ended(transaction);
        sessions.passed().ended(transaction);
        sessions.report(transaction.getApplicationData(), () -> super.processTransactionTerminated(event));
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            if (NextServer.tried(event.getClientTransaction())) {
                return;
            }
            sessions.passed().timedOut(event.getClientTransaction());
        }
        var transaction = event.isServerTransaction() ? event.getServerTransaction() : event.getClientTransaction();
        sessions.report(transaction.getApplicationData(), () -> super.processTimeout(event));
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        sessions.report(event.getDialog().getApplicationData(), () -> super.processDialogTerminated(event));
    }

    @Override
    public void processDialogTimeout(DialogTimeoutEvent event) {
        sessions.report(event.getDialog().getApplicationData(), () -> super.processDialogTimeout(event));
    }

    /**
     * Answers without a transaction, unless the stack has made one already, as for a request of a dialog. The tag is made of the
     * request, so that a repeated one gets the same answer.
     */
    private void refuse(RequestEvent event, int status) {
        var request = (SIPRequest) event.getRequest();
        try {
            var response = SipFactoryImpl.messageFactory.createResponse(status, request);
            var to = (ToHeader) response.getHeader(ToHeader.NAME);
            if (to.getTag() == null) {
                to.setTag(Integer.toHexString(Objects.hash(
                        request.getCallId().getCallId(), request.getTopmostVia().getBranch())));
            }
            if (status == Response.SERVICE_UNAVAILABLE) {
                // RFC 3261 section 21.5.4: without it the peer takes it for a 500.
                response.setHeader(SipFactoryImpl.headerFactory.createRetryAfterHeader(drain.retryAfterSeconds()));
            }
            var transaction = Branches.answering(event);
            if (transaction == null) {
                ((SipProvider) event.getSource()).sendResponse(response);
            } else {
                JainSipUtils.setTransactionTimers((TransactionExt) transaction, this);
                transaction.sendResponse(response);
            }
            traffic.responseSent(status);
        } catch (SipException | ParseException | InvalidArgumentException | RuntimeException e) {
            SipLogger.LOG.debug("a refusal was not sent", e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        try {
            take(event);
        } catch (RuntimeException e) {
            failures.tell(event.getResponse(), e);
        }
    }

    private void take(ResponseEvent event) {
        var status = event.getResponse().getStatusCode();
        traffic.responseReceived(status);
        if (event.getClientTransaction() == null
                && event.getDialog() == null
                && !Branches.isOurs((SIPResponse) event.getResponse())) {
            return;
        }
        if (status == Response.SERVICE_UNAVAILABLE && NextServer.tried(event.getClientTransaction())) {
            return;
        }
        if (furtherAnswers.take(event)) {
            return;
        }
        sessions.passed().answered(event.getClientTransaction(), status);
        var complete = forkedAnswers.withDialog(event);
        if (complete != null) {
            super.processResponse(complete);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        if (!(event.getSource() instanceof ClientTransaction transaction) || !NextServer.tried(transaction)) {
            super.processIOException(event);
        }
    }

    /** Called by the implementation for each request that it takes in and that it or an application sends. */
    @Override
    public void updateRequestsStatistics(Request request, boolean processed) {
        // What it takes in has been counted above.
        if (!processed) {
            traffic.requestSent(request.getMethod());
        }
    }

    /** Called by the implementation for each response that it takes in and that it or an application sends. */
    @Override
    public void updateResponseStatistics(Response response, boolean processed) {
        if (!processed) {
            traffic.responseSent(response.getStatusCode());
        }
    }

    /**
     * Lets the application have an INVITE, and answers it with 100 when nobody else did meanwhile (RFC 3261 section 17.2.1). An
     * application that keeps the lane for longer than 200 ms has it answered by the stack's timer.
     */
    private void processInvite(RequestEvent event) {
        var transaction = event.getServerTransaction();
        try {
            if (transaction == null) {
                transaction = newTransaction((SipProvider) event.getSource(), event.getRequest());
            }
        } catch (TransactionAlreadyExistsException e) {
            // A retransmission.
            return;
        } catch (SipException | InvalidArgumentException e) {
            // The implementation meets the same problem and answers the request with 500.
            super.processRequest(event);
            return;
        }
        super.processRequest(new RequestEvent(event.getSource(), transaction, event.getDialog(), event.getRequest()));
        // To others than itself the stack calls this state PROCEEDING.
        if (((SIPTransaction) transaction).getInternalState() <= TransactionState._TRYING
                && transaction.getApplicationData() instanceof TransactionApplicationData data
                && data.getSipServletMessage() instanceof CarillonSipRequest request) {
            var unanswered = transaction;
            request.firstAnswer().unlessGiven(() -> sendTrying(unanswered, event.getRequest()));
        }
    }

    private void sendTrying(ServerTransaction transaction, Request request) {
        try {
            transaction.sendResponse(SipFactoryImpl.messageFactory.createResponse(Response.TRYING, request));
            traffic.responseSent(Response.TRYING);
        } catch (SipException | InvalidArgumentException | ParseException | RuntimeException e) {
            SipLogger.LOG.debug("no 100 was sent", e);
        }
    }

    private ServerTransaction newTransaction(SipProvider provider, Request request)
            throws SipException, InvalidArgumentException {
        // Some telephones leave it out, and the stack refuses a transaction without it.
        if (request.getHeader(MaxForwardsHeader.NAME) == null) {
            request.setHeader(SipFactoryImpl.headerFactory.createMaxForwardsHeader(USUAL_MAX_FORWARDS));
        }
        var transaction = provider.getNewServerTransaction(request);
        JainSipUtils.setTransactionTimers((TransactionExt) transaction, this);
        return transaction;
    }
}
