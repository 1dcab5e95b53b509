// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.core.CommonLogger;
import gov.nist.core.StackLogger;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.util.Locale;
import java.util.Properties;
import javax.sip.PeerUnavailableException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.form.OldVia;
import org.carillon.sip.metrics.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The stack, which finds transactions by their name only.
 *
 * <p>The stack itself compares a CANCEL with all its transactions, and so a response that belongs to none: on a server with many
 * calls a stranger could stop a lane with them. Requests without a usable branch have one here ({@link OldVia}).
 */
@SuppressWarnings("NullAway") // The stack does not say that these methods may find nothing.
final class CarillonStack extends SipStackImpl {
    private static final StackLogger LOG = CommonLogger.getLogger(CarillonStack.class);

    private final Traffic traffic;
    private volatile @Nullable Takeovers takeovers;

    /**
     * @param properties those of the stack
     * @param traffic counts the refusals
     * @throws PeerUnavailableException when a property is refused
     */
    CarillonStack(Properties properties, Traffic traffic) throws PeerUnavailableException {
        super(properties);
        this.traffic = traffic;
    }

    /** Says who looks for dialogs that are not here; before a port is open. */
    void takeOver(Takeovers others) {
        takeovers = others;
    }

    /**
     * {@inheritDoc} One that has the branch of another method gets 400: a branch is of one request (RFC 3261 section 8.1.1.7). The stack would
     * handle it as if it were that one. Only an ACK shares it.
     */
    @Override
    public @Nullable ServerRequestInterface newSIPServerRequest(SIPRequest request, MessageChannel channel) {
        var others = takeovers;
        if (others != null && others.holds(request, channel)) {
            return null;
        }
        var found = super.newSIPServerRequest(request, channel);
        if (!(found instanceof SIPServerTransaction transaction)
                || request.getMethod().equals(transaction.getMethod())
                || Request.ACK.equals(request.getMethod())) {
            return found;
        }
        transaction.releaseSem();
        Refusal.send(request, Response.BAD_REQUEST, channel, traffic);
        return null;
    }

    @Override
    public @Nullable ServerResponseInterface newSIPServerResponse(SIPResponse response, MessageChannel channel) {
        if (findTransaction(response.getTransactionId(), false) != null) {
            return super.newSIPServerResponse(response, channel);
        }
        if (LOG.isLoggingEnabled(StackLogger.TRACE_INFO)) {
            channel.logResponse(response, System.currentTimeMillis(), "before processing");
        }
        return sipMessageFactory.newSIPServerResponse(response, channel);
    }

    @Override
    public @Nullable SIPTransaction findCancelTransaction(SIPRequest cancel, boolean isServer) {
        var branch = cancel.getTopmostVia().getBranch();
        var named = branch == null ? null : findTransaction(branch.toLowerCase(Locale.ROOT), isServer);
        return named != null && named.doesCancelMatchTransaction(cancel) ? named : null;
    }
}
