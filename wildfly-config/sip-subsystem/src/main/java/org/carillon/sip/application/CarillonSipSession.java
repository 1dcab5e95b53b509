// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.DialogCopies;
import gov.nist.javax.sip.stack.SIPDialog;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import javax.servlet.sip.SipServletResponse;
import javax.sip.message.Request;
import org.carillon.sip.concurrency.Turn;
import org.carillon.sip.concurrency.Turns;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.replication.SessionImage;
import org.jspecify.annotations.Nullable;
import org.mobicents.javax.servlet.sip.SipSessionAsynchronousWork;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.core.session.SipSessionAsyncTask;
import org.mobicents.servlet.sip.core.session.SipSessionImpl;
import org.mobicents.servlet.sip.core.session.SipSessionKey;
import org.mobicents.servlet.sip.message.B2buaHelperImpl;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** The implementation's SIP session with a turn, which it shares with the sessions that forking derives from it. */
final class CarillonSipSession extends SipSessionImpl implements Turns.Guarded {
    private final SipFactoryImpl factory;
    private volatile @Nullable Turn turn;
    private volatile boolean hungUp;

    /** @param turn null when the application wants no control over its SIP sessions */
    CarillonSipSession(
            SipSessionKey key,
            SipFactoryImpl factory,
            MobicentsSipApplicationSession application,
            @Nullable Turn turn) {
        super(key, factory, application);
        this.factory = factory;
        this.turn = turn;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the session is invalid
     */
    @Override
    public long getCreationTime() {
        if (!isValidInternal()) {
            throw new IllegalStateException("the SIP session is invalid");
        }
        return super.getCreationTime();
    }

    @Override
    public @Nullable Turn turn() {
        return turn;
    }

    @Override
    public void setParentSession(MobicentsSipSession parent) {
        super.setParentSession(parent);
        // They share their attributes, too.
        if (turn != null && parent instanceof Turns.Guarded guarded) {
            turn = guarded.turn();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The implementation takes a request with the number of the one before it for that one sent again, and drops it without an
     * answer, so that its transaction stays for ever. But the stack has taken out what was sent again: this one is another
     * request with a wrong number (RFC 3261 section 12.2.2).
     */
    @Override
    public boolean validateCSeq(MobicentsSipServletRequest request) {
        var before = cseq;
        var valid = super.validateCSeq(request);
        if (!valid && number(request) == before && !Request.ACK.equals(request.getMethod())) {
            try {
                request.createResponse(SipServletResponse.SC_SERVER_INTERNAL_ERROR, "CSeq out of order")
                        .send();
            } catch (IOException e) {
                SipLogger.LOG.debug("a request with the number of the one before it was not refused", e);
            }
        }
        return valid;
    }

    /** {@inheritDoc} A BYE of ours ends the call, whatever comes back: no other node should go on with it. */
    @Override
    public void updateStateOnSubsequentRequest(MobicentsSipServletRequest request, boolean receive) {
        super.updateStateOnSubsequentRequest(request, receive);
        if (!receive && Request.BYE.equals(request.getMethod())) {
            hungUp = true;
            getSipApplicationSession().getSipContext().exitSipAppHa(request, null, false);
        }
    }

    /** {@return its copy, or null when there is nothing with which another node could go on} */
    @Nullable
    SessionImage image() {
        var dialog = sessionCreatingDialog instanceof SIPDialog known && proxy == null && !hungUp && isValidInternal()
                ? DialogCopies.image(known)
                : null;
        if (dialog == null) {
            return null;
        }
        var other = b2buaHelper == null ? null : b2buaHelper.getSessionMap().get(key);
        return new SessionImage(
                key.getCallId(),
                key.getFromTag(),
                key.getToTag(),
                state.name(),
                cseq,
                transport,
                handlerServlet,
                Instant.ofEpochMilli(creationTime),
                invalidateWhenReady,
                Attributes.of(sipSessionAttributeMap),
                dialog,
                other == null ? null : new SessionImage.Name(other.getCallId(), other.getFromTag()));
    }

    /** Takes what a copy says, but for the link to another session. */
    void restore(SessionImage image, SIPDialog dialog) {
        state = State.valueOf(image.state());
        cseq = image.sequence();
        transport = image.transport();
        handlerServlet = image.handler();
        creationTime = image.created().toEpochMilli();
        invalidateWhenReady = image.invalidateWhenReady();
        sessionCreatingDialog = dialog;
        originalMethod = dialog.getMethod();
        image.attributes().forEach((name, value) -> getAttributeMap().put(name, value.object()));
    }

    /** Links it to the other side of a B2BUA. */
    void link(CarillonSipSession other) {
        var helper = new B2buaHelperImpl();
        helper.setMobicentsSipFactory(factory);
        helper.setSipManager(getSipApplicationSession().getSipContext().getSipManager());
        helper.getSessionMap().put(getKey(), other.getKey());
        helper.getSessionMap().put(other.getKey(), getKey());
        setB2buaHelper(helper);
    }

    private static long number(MobicentsSipServletRequest request) {
        return ((SIPMessage) request.getMessage()).getCSeq().getSeqNumber();
    }

    /**
     * {@inheritDoc}
     *
     * @throws RejectedExecutionException when too much waits for this session
     */
    @Override
    public void scheduleAsynchronousWork(SipSessionAsynchronousWork work) {
        var needed = Turns.of(this);
        if (needed == null) {
            super.scheduleAsynchronousWork(work);
            return;
        }
        if (!needed.offer(new SipSessionAsyncTask(getKey(), work, factory))) {
            throw new RejectedExecutionException("too much waits for SIP session " + getId());
        }
    }
}
