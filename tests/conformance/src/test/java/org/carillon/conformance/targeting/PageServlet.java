// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.targeting;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.SipURI;

/** The HTTP side of the application. */
@WebServlet("/page/*")
@SuppressWarnings("NullAway.Init")
public final class PageServlet extends HttpServlet {
    @Resource
    private transient SipSessionsUtil sessions;

    @Resource
    private transient SipFactory factory;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        String answer = switch (request.getPathInfo()) {
            case "/secret" -> secret(request.getParameter("session"));
            case "/factory" ->
                "" + (getServletContext().getAttribute("javax.servlet.sip.SipFactory") instanceof SipFactory);
            case "/message" -> message(request.getParameter("port"));
            default -> "?";
        };
        response.getWriter().print(answer);
    }

    private String secret(String id) {
        // The listener of this server leaves the decoding to the API (docs/rest-api.md).
        SipApplicationSession session =
                sessions.getApplicationSessionById(URLDecoder.decode(id, StandardCharsets.UTF_8));
        return session == null ? "none" : String.valueOf(session.getAttribute("secret"));
    }

    private String message(String port) throws IOException {
        SipURI to = factory.createSipURI("callee", "127.0.0.1");
        to.setPort(Integer.parseInt(port));
        SipServletRequest message = factory.createRequest(
                factory.createApplicationSession(), "MESSAGE", factory.createSipURI("page", "127.0.0.1"), to);
        message.send();
        return message.getCallId();
    }
}
