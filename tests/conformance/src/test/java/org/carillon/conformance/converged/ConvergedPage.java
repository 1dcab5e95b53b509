// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.converged;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.servlet.sip.ConvergedHttpSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipSessionsUtil;
import org.jspecify.annotations.Nullable;

/** The web side. */
@WebServlet("/page/*")
@SuppressWarnings("NullAway.Init")
public final class ConvergedPage extends HttpServlet {
    @Resource
    private transient SipSessionsUtil sessions;

    @Resource
    private transient SipFactory factory;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getPathInfo().equals("/forward")) {
            request.getRequestDispatcher("/page/cast").forward(request, response);
            return;
        }
        response.setContentType("text/plain");
        response.getWriter().print(answer(request));
    }

    private @Nullable Object answer(HttpServletRequest request) throws IOException {
        return switch (request.getPathInfo()) {
            case "/cast" -> isConverged(request);
            case "/none" -> request.getSession(false);
            case "/own" -> session(request).getApplicationSession().getId();
            case "/id" -> request.getSession().getId();
            case "/secret" -> session(request).getApplicationSession().getAttribute("secret");
            case "/bind" -> bind(request.getSession());
            case "/heard" -> SessionWatcher.heard(parameter(request));
            case "/note" -> request.getSession().getAttribute("note");
            case "/invalidate" -> invalidate(request.getSession());
            case "/changeId" -> request.changeSessionId();
            case "/expire" -> expire(request.getSession());
            case "/ended" -> ConvergedServlet.awaitEnd(parameter(request));
            case "/known" -> sessions.getApplicationSessionById(parameter(request)) != null;
            case "/encode" -> session(request).encodeURL("http://a.example/b?c=d#e");
            case "/absolute" -> session(request).encodeURL("/page/id", request.getScheme());
            case "/gopher" -> refused(() -> session(request).encodeURL("/page/id", "gopher"));
            case "/key" ->
                factory.createApplicationSession()
                        .encodeURL(URI.create(parameter(request)).toURL());
            default -> "?";
        };
    }

    /** {@return whether the session can be cast, and is the same when it is asked for again} */
    private static boolean isConverged(HttpServletRequest request) {
        HttpSession again = request.getSession();
        return request.getSession() instanceof ConvergedHttpSession session && session == again;
    }

    private static String parameter(HttpServletRequest request) {
        // The listener of this server leaves the decoding to the API (docs/rest-api.md).
        return URLDecoder.decode(Objects.requireNonNull(request.getParameter("value")), StandardCharsets.UTF_8);
    }

    private static ConvergedHttpSession session(HttpServletRequest request) {
        return (ConvergedHttpSession) request.getSession();
    }

    private static String bind(HttpSession session) {
        session.setAttribute("bound", new SessionWatcher.Bound("one"));
        session.setAttribute("bound", new SessionWatcher.Bound("two"));
        session.removeAttribute("bound");
        session.setAttribute("bound", new SessionWatcher.Bound("three"));
        return session.getId();
    }

    private static String invalidate(HttpSession session) {
        session.invalidate();
        return "invalid";
    }

    private static String expire(HttpSession session) {
        session.setMaxInactiveInterval(1);
        return "soon";
    }

    private static String refused(Runnable attempt) {
        try {
            attempt.run();
            return "allowed";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
