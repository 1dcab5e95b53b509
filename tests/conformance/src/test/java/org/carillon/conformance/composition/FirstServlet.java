// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.composition;

import jakarta.servlet.ServletException;
import java.io.IOException;
import javax.servlet.sip.Proxy;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;
import javax.servlet.sip.annotation.SipServlet;

/** The first application on the way: it proxies, or answers itself. */
@SipServlet(name = "first", applicationName = "first", loadOnStartup = 1)
public final class FirstServlet extends javax.servlet.sip.SipServlet {
    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        if (!request.isInitial()) {
            request.addHeader("X-Path", "first again");
            return;
        }
        request.addHeader("X-Path", "first " + request.getRegion().getType() + " " + request.getSubscriberURI());
        switch (user(request.getRequestURI())) {
            case "ends" -> request.createResponse(603).send();
            case "passes" -> proxy(request, false);
            default -> proxy(request, true);
        }
    }

    private static String user(URI called) {
        return called instanceof SipURI uri ? uri.getUser() : "a number";
    }

    private static void proxy(SipServletRequest request, boolean stays) throws ServletException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(stays);
        proxy.setSupervised(true);
        proxy.proxyTo(request.getRequestURI());
    }

    @Override
    protected void doInfo(SipServletRequest request) {
        request.addHeader("X-Path", "first");
    }

    @Override
    protected void doResponse(SipServletResponse response) {
        response.addHeader("X-Back", "first");
    }
}
