// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sip.ListeningPoint;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import org.carillon.sip.location.ServerLocator;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** A request on its way out whose next hop must be looked up first (docs/decisions/008). */
final class Departure {
    /** What the implementation does to send it. */
    @FunctionalInterface
    interface Sending {
        void send() throws IOException;
    }

    private final CarillonSipRequest request;
    private final ServerLocator locator;
    private final SipURI next;
    private final @Nullable String transport;
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile boolean waits = true;

    private Departure(CarillonSipRequest request, ServerLocator locator, SipURI next, @Nullable String transport) {
        this.request = request;
        this.locator = locator;
        this.next = next;
        this.transport = transport;
    }

    /** {@return the departure of a request; null when it can leave at once} */
    static @Nullable Departure of(CarillonSipRequest request, SipFactoryImpl factory) {
        // RFC 3263 section 4: a CANCEL goes where its INVITE went.
        if (!(factory.getSipApplicationDispatcher().getDNSServerLocator() instanceof ServerLocator locator)
                || !(request.getMessage() instanceof Request message)
                || Request.CANCEL.equals(message.getMethod())) {
            return null;
        }
        var route = (RouteHeader) message.getHeader(RouteHeader.NAME);
        var uri = route == null ? message.getRequestURI() : route.getAddress().getURI();
        if (!(uri instanceof SipURI next)) {
            return null;
        }
        var transport = transport(request, next);
        return locator.mustAsk(next, transport) ? new Departure(request, locator, next, transport) : null;
    }

    /** {@return whether the URI of a request names no server, as that of a telephone number, and no Route leads to one} */
    static boolean leadsNowhere(CarillonSipRequest request) {
        return request.getMessage() instanceof Request message
                && !(message.getRequestURI() instanceof SipURI)
                && message.getHeader(RouteHeader.NAME) == null
                && !Request.CANCEL.equals(message.getMethod());
    }

    /** As the implementation has it: a session that began over a stream stays there. */
    private static @Nullable String transport(CarillonSipRequest request, SipURI next) {
        var named = next.getTransportParam();
        var session = request.getSipSession();
        if (named != null || session == null || session.getProxy() != null) {
            return named;
        }
        var used = session.getTransport();
        return ListeningPoint.UDP.equalsIgnoreCase(used) ? null : used;
    }

    /** Sends it when it is known where to. */
    void begin(Sending sending) {
        try {
            locator.whenLocated(next, transport, () -> leave(sending));
        } catch (RejectedExecutionException e) {
            SipLogger.LOG.debugf("%s is not looked up: %s", next.getHost(), e.getMessage());
            leave(() -> request.send(locator.nowhere()));
        }
    }

    private void leave(Sending sending) {
        waits = false;
        try {
            sending.send();
        } catch (IOException | RuntimeException e) {
            SipLogger.LOG.debug("a request was not sent after its look-up", e);
            fail();
        } finally {
            gone.countDown();
        }
    }

    /** The servlet cannot be told by an exception any more, so it is told by a 503. */
    private void fail() {
        try {
            request.send(locator.nowhere());
        } catch (IOException | RuntimeException e) {
            SipLogger.LOG.debug("nor was its failure told", e);
        }
    }

    /** {@return whether it has not left yet} */
    boolean waits() {
        return waits;
    }

    /** Waits until it has left, which is bounded by the time of a look-up. */
    void await() {
        try {
            // One second more for the threads between the answer and the sending.
            if (!gone.await(locator.timeout().toMillis() + 1_000, TimeUnit.MILLISECONDS)) {
                SipLogger.LOG.debug("a request has not left in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
