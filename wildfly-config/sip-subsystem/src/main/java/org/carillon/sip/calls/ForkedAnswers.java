// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.calls;

import gov.nist.javax.sip.ResponseEventExt;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.List;
import javax.sip.InvalidArgumentException;
import javax.sip.ResponseEvent;
import javax.sip.Transaction;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.core.session.SipSessionKey;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.SipServletMessageImpl;
import org.mobicents.servlet.sip.message.TransactionApplicationData;

/**
 * Gives further 2xx of an INVITE that an application has sent, each with a tag of its own because a proxy on the way has
 * forked, a dialog each (RFC 3261 section 13.2.2.4), so that the application gets them in derived sessions and can
 * acknowledge and end them (JSR 289 section 11.1.5.1).
 *
 * <p>When the application's session has ended with the first of them, the container acknowledges and ends the others itself.
 *
 * <p>The transaction ends with the first 2xx. The stack could remember it for others, which costs some ten kilobytes for half
 * a minute after each call; without that it drops them. Here a number stays of it, and the INVITE is written anew from its
 * answer.
 */
public final class ForkedAnswers {
    private static final int MAGIC_COOKIE = "z9hG4bK".length();
    private static final int HOPS = 70;

    private final SipApplicationDispatcher dispatcher;
    private final AnsweredCalls calls;
    private final UnwantedAnswers unwanted;

    /**
     * @param dispatcher knows the applications
     * @param calls shared by all lanes
     */
    public ForkedAnswers(SipApplicationDispatcher dispatcher, AnsweredCalls calls) {
        this.dispatcher = dispatcher;
        this.calls = calls;
        this.unwanted = new UnwantedAnswers(dispatcher);
    }

    /**
     * {@return the event with its dialog if it is such an answer, otherwise the event itself; null when the implementation must
     * not see it}
     */
    public @Nullable ResponseEvent withDialog(ResponseEvent event) {
        if (unwanted.isAnswered(event)) {
            return null;
        }
        var response = (SIPResponse) event.getResponse();
        if (!AnsweredCalls.isAnswer(response) || response.getViaHeaders().size() > 1) {
            return event;
        }
        var name = AnsweredCalls.nameOf(response.getTopmostVia(), response);
        if (event.getClientTransaction() != null) {
            calls.isFirst(name);
            return event;
        }
        var dialog = event.getDialog();
        if (!calls.knows(name)
                || response.getToTag() == null
                || (dialog != null && dialog.getApplicationData() != null)) {
            return event;
        }
        var session = sessionOf(response);
        if (session == null || !session.isValidInternal()) {
            return end(event);
        }
        return session.getProxy() == null ? complete(event, response, session) : event;
    }

    private @Nullable ResponseEvent end(ResponseEvent event) {
        if (unwanted.isEnded(event)) {
            return null;
        }
        if (event.getDialog() != null || !unwanted.hasRoom()) {
            return event;
        }
        unwanted.end(event, established(event, (SIPResponse) event.getResponse()));
        return null;
    }

    /** {@return a dialog with route and target, which it takes from a response only when it has been made of it} */
    @SuppressWarnings("NullAway") // The stack itself says null for an answer without a transaction.
    private static SIPDialog established(ResponseEvent event, SIPResponse response) {
        var dialog = newDialog(event, response);
        dialog.setLastResponse(null, response);
        return dialog;
    }

    /** Hears of the end of each transaction. */
    public void ended(Transaction transaction) {
        unwanted.ended(transaction);
    }

    private ResponseEvent complete(ResponseEvent event, SIPResponse response, MobicentsSipSession session) {
        try {
            var invite = dispatcher
                    .getSipFactory()
                    .getMobicentsSipServletMessageFactory()
                    .createSipServletRequest(inviteOf(response), session, null, null, false);
            var dialog = event.getDialog() == null ? newDialog(event, response) : event.getDialog();
            dialog.setApplicationData(new TransactionApplicationData((SipServletMessageImpl) invite));
            var complete = new ResponseEventExt(event.getSource(), null, dialog, response);
            complete.setRemoteIpAddress(response.getRemoteAddress().getHostAddress());
            complete.setRemotePort(response.getRemotePort());
            return complete;
        } catch (ParseException | InvalidArgumentException e) {
            SipLogger.LOG.debug("a further answer has no dialog", e);
            return event;
        }
    }

    private static SIPDialog newDialog(ResponseEvent event, SIPResponse response) {
        var provider = (SipProviderImpl) event.getSource();
        return ((SIPTransactionStack) provider.getSipStack()).createDialog(provider, response);
    }

    private static Request inviteOf(SIPResponse response) throws ParseException, InvalidArgumentException {
        var to = (ToHeader) response.getTo().clone();
        to.removeParameter("tag");
        return SipFactoryImpl.messageFactory.createRequest(
                to.getAddress().getURI(),
                Request.INVITE,
                response.getCallId(),
                response.getCSeq(),
                response.getFrom(),
                to,
                List.of(response.getTopmostVia()),
                SipFactoryImpl.headerFactory.createMaxForwardsHeader(HOPS));
    }

    /** The branch of a request says which application session and which application has sent it. */
    private @Nullable MobicentsSipSession sessionOf(SIPResponse response) {
        var branch = response.getTopmostVia().getBranch();
        if (branch == null || branch.length() < MAGIC_COOKIE) {
            return null;
        }
        var parts = branch.substring(MAGIC_COOKIE).split("_", -1);
        var name = parts.length < 2 ? null : dispatcher.getApplicationNameFromHash(parts[1]);
        var application = name == null ? null : dispatcher.findSipApplication(name);
        if (application == null) {
            return null;
        }
        var key = new SipSessionKey(
                response.getFromTag(), null, response.getCallId().getCallId(), parts[0], name);
        return application.getSipManager().getSipSession(key, false, null, null);
    }
}
