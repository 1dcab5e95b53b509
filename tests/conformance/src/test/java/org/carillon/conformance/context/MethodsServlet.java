// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletContextEvent;
import javax.servlet.sip.SipServletListener;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;

/** Says which of its methods was called. */
@SipServlet(name = "methods", applicationName = "methods", loadOnStartup = 1)
@SipListener
@SuppressWarnings("NullAway.Init")
public final class MethodsServlet extends javax.servlet.sip.SipServlet implements SipServletListener {
    private static final AtomicInteger INITIALIZED = new AtomicInteger();
    private static final List<String> TOLD = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Resource
    private transient SipFactory factory;

    @Resource
    private transient SipSessionsUtil sessions;

    @Resource
    private transient TimerService timers;

    private transient boolean constructed;

    @PostConstruct
    void constructed() {
        constructed = factory != null;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        INITIALIZED.incrementAndGet();
    }

    @Override
    public void servletInitialized(SipServletContextEvent event) {
        TOLD.add(event.getSipServlet().getServletName());
    }

    private static void seen(SipServletRequest request, Object what) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-Seen", String.valueOf(what));
        if (request.getMethod().equals("SUBSCRIBE")) {
            response.setExpires(60);
        }
        response.send();
    }

    @Override
    protected void doInvite(SipServletRequest request) throws IOException {
        seen(request, "doInvite");
    }

    @Override
    protected void doOptions(SipServletRequest request) throws IOException {
        seen(request, "doOptions");
    }

    @Override
    protected void doRegister(SipServletRequest request) throws IOException {
        seen(request, "doRegister");
    }

    @Override
    protected void doSubscribe(SipServletRequest request) throws IOException {
        seen(request, "doSubscribe");
    }

    @Override
    protected void doNotify(SipServletRequest request) throws IOException {
        seen(request, "doNotify");
    }

    @Override
    protected void doPublish(SipServletRequest request) throws IOException {
        seen(request, "doPublish");
    }

    @Override
    protected void doInfo(SipServletRequest request) throws IOException {
        seen(request, "doInfo");
    }

    @Override
    protected void doUpdate(SipServletRequest request) throws IOException {
        seen(request, "doUpdate");
    }

    @Override
    protected void doRefer(SipServletRequest request) throws IOException {
        seen(request, "doRefer");
    }

    @Override
    protected void doBye(SipServletRequest request) throws IOException {
        seen(request, "doBye");
    }

    @Override
    protected void doMessage(SipServletRequest request) throws IOException, ServletException {
        switch (String.valueOf(((javax.servlet.sip.SipURI) request.getRequestURI()).getUser())) {
            case "attributes" -> seen(request, attributes());
            case "extensions" -> seen(request, extensions());
            case "interfaces" ->
                seen(request, ((Collection<?>) getServletContext().getAttribute(OUTBOUND_INTERFACES)).size());
            case "initialized" -> seen(request, INITIALIZED + " " + TOLD);
            case "injected" -> seen(request, constructed + " " + (sessions != null) + " " + (timers != null));
            case "names" -> seen(request, names());
            case "unhandled" -> super.doMessage(request);
            case "throws" -> throw new IllegalStateException("on purpose");
            case "throwsLate" -> {
                seen(request, "answered");
                throw new IllegalStateException("on purpose");
            }
            default -> seen(request, "doMessage");
        }
    }

    private String attributes() {
        return (getServletContext().getAttribute(SIP_FACTORY) instanceof SipFactory) + " "
                + (getServletContext().getAttribute(TIMER_SERVICE) instanceof TimerService) + " "
                + (getServletContext().getAttribute(SIP_SESSIONS_UTIL) instanceof SipSessionsUtil);
    }

    private String extensions() {
        List<?> supported = (List<?>) getServletContext().getAttribute(SUPPORTED);
        List<?> rfcs = (List<?>) getServletContext().getAttribute(SUPPORTED_RFCs);
        return supported.contains("100rel") + " " + rfcs.contains("3261") + " " + rfcs.contains("3262");
    }

    // The names are constants of JSR 289.
    @SuppressWarnings("BanJNDI")
    private static String names() {
        try {
            InitialContext context = new InitialContext();
            return (context.lookup("java:comp/env/sip/methods/SipFactory") instanceof SipFactory) + " "
                    + (context.lookup("java:comp/env/sip/methods/TimerService") instanceof TimerService) + " "
                    + (context.lookup("java:comp/env/sip/methods/SipSessionsUtil") instanceof SipSessionsUtil);
        } catch (NamingException e) {
            return e.toString();
        }
    }
}
