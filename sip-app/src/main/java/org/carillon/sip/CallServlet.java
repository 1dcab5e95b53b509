// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import javax.servlet.sip.SipApplicationSessionActivationListener;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.annotation.SipListener;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.trunks.TrunkPolicy;
import org.carillon.sip.messages.Methods;
import org.carillon.sip.wire.LegSessions;
import org.carillon.sip.wire.Sending;
import org.jspecify.annotations.Nullable;

/**
 * Where every SIP message comes in. It is told apart here by what it is, and handed to the class that deals with it.
 * Between the container's start and {@link #init} there is no switchboard: requests get 503 then.
 */
@SipListener
@javax.servlet.sip.annotation.SipServlet(name = CallServlet.NAME, loadOnStartup = 1)
public class CallServlet extends SipServlet implements SipApplicationSessionActivationListener {
    static final String NAME = "calls";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignalSink sink;

    @Inject
    private transient TrunkPolicy trunks;

    private transient volatile @Nullable Switchboard switchboard;

    @Override
    public void init() throws ServletException {
        SipFactory factory = (SipFactory) getServletContext().getAttribute(SIP_FACTORY);
        LegSessions sessions = new LegSessions(getServletName(), ownHost());
        Switchboard opened = new Switchboard(sink, trunks, factory, sessions, SipAppSettings.ofProcess());
        opened.open();
        switchboard = opened;
    }

    private String ownHost() {
        Object interfaces = getServletContext().getAttribute(OUTBOUND_INTERFACES);
        if (interfaces instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof SipURI uri) {
            return uri.getHost();
        }
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    @Override
    public void destroy() {
        Switchboard open = switchboard;
        switchboard = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    protected void doRequest(SipServletRequest request) throws IOException {
        Switchboard open = switchboard;
        if (open == null) {
            if (!request.getMethod().equals("ACK")) {
                Sending.respond(request, 503, response -> response.setHeader("Retry-After", "5"));
            }
            return;
        }
        switch (request.getMethod()) {
            case "INVITE" -> {
                if (request.isInitial()) {
                    open.arrivals().invite(request);
                } else {
                    open.dialogs().reoffer(request);
                }
            }
            case "UPDATE" -> open.dialogs().reoffer(request);
            case "ACK" -> open.dialogs().ack(request);
            case "CANCEL" -> open.arrivals().cancel(request);
            case "BYE" -> open.dialogs().bye(request);
            case "INFO" -> open.dialogs().info(request);
            case "PRACK" -> open.dialogs().prack(request);
            case "OPTIONS" -> open.arrivals().options(request);
            default -> Sending.respond(request, Methods.refusal(request.getMethod()));
        }
    }

    /** Sessions are never put aside on a node. */
    @Override
    public void sessionWillPassivate(SipApplicationSessionEvent event) {}

    /** The legs of a session whose node is gone are here now. */
    @Override
    public void sessionDidActivate(SipApplicationSessionEvent event) {
        Switchboard open = switchboard;
        if (open != null) {
            open.comebacks().take(event.getApplicationSession());
        }
    }

    @Override
    protected void doResponse(SipServletResponse response) throws IOException {
        Switchboard open = switchboard;
        if (open != null) {
            open.responses().received(response);
        }
    }
}
