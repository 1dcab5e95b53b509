// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionListener;
import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.ThreadSetupHandler;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpSessionImpl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's session listeners, and the objects that are bound to sessions, of sessions that can be cast to
 * {@link javax.servlet.sip.ConvergedHttpSession} (JSR 289 section 13.4), and keeps {@link WebSessions} up to date.
 *
 * <p>The order is the Servlet specification's: whoever hears of the end still finds attributes and application session.
 */
final class ConvergedListeners implements SessionListener {
    /** The web container keeps things of its own in sessions, which are nobody else's business. */
    private static final String OF_THE_CONTAINER = "io.undertow";

    private final Deployment deployment;
    private final Supplier<@Nullable WebSessions> sessions;
    private final ThreadSetupHandler.Action<@Nullable Void, Session> end;

    ConvergedListeners(Deployment deployment, Supplier<@Nullable WebSessions> sessions) {
        this.deployment = deployment;
        this.sessions = sessions;
        this.end = deployment.createThreadSetupAction((exchange, session) -> {
            end(session);
            return null;
        });
    }

    private HttpSession real(Session session, boolean isNew) {
        return HttpSessionImpl.forSession(session, deployment.getServletContext(), isNew);
    }

    private HttpSession converged(Session session) {
        var real = real(session, false);
        var known = sessions.get();
        return known == null ? real : known.told(real, request());
    }

    private static @Nullable HttpServletRequest request() {
        var context = ServletRequestContext.current();
        return context == null ? null : context.getOriginalRequest();
    }

    @Override
    public void sessionCreated(Session session, HttpServerExchange exchange) {
        var real = real(session, true);
        var known = sessions.get();
        var request = request();
        // It joins the application session of its first request before a listener can give it one of its own.
        deployment
                .getApplicationListeners()
                .sessionCreated(known == null || request == null ? real : known.join(real, request));
    }

    @Override
    public void sessionDestroyed(
            Session session, @Nullable HttpServerExchange exchange, SessionDestroyedReason reason) {
        if (reason == SessionDestroyedReason.TIMEOUT) {
            endElsewhere(session);
        } else {
            end(session);
        }
        var context = ServletRequestContext.current();
        if (context != null
                && context.getSession() != null
                && context.getSession().getSession() == session) {
            context.setSession(null);
        }
    }

    /** A session that nobody has used ends on a thread that knows nothing of the application. */
    private void endElsewhere(Session session) {
        try {
            end.call(null, session);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the end of an HTTP session was not told", e);
        }
    }

    private void end(Session session) {
        var ended = converged(session);
        deployment.getApplicationListeners().sessionDestroyed(ended);
        Set.copyOf(session.getAttributeNames()).forEach(session::removeAttribute);
        var known = sessions.get();
        if (known != null) {
            known.ended(ended);
        }
    }

    @Override
    public void sessionIdChanged(Session session, String before) {
        var known = sessions.get();
        if (known != null) {
            known.renamed(before, real(session, false));
        }
        deployment.getApplicationListeners().httpSessionIdChanged(converged(session), before);
    }

    @Override
    public void attributeAdded(Session session, String name, Object value) {
        if (name.startsWith(OF_THE_CONTAINER)) {
            return;
        }
        var told = converged(session);
        deployment.getApplicationListeners().httpSessionAttributeAdded(told, name, value);
        bound(told, name, value);
    }

    @Override
    public void attributeUpdated(Session session, String name, Object value, @Nullable Object before) {
        if (name.startsWith(OF_THE_CONTAINER)) {
            return;
        }
        var told = converged(session);
        if (before != value) {
            unbound(told, name, before);
        }
        deployment.getApplicationListeners().httpSessionAttributeReplaced(told, name, before);
        if (before != value) {
            bound(told, name, value);
        }
    }

    @Override
    public void attributeRemoved(Session session, String name, @Nullable Object before) {
        if (name.startsWith(OF_THE_CONTAINER) || before == null) {
            return;
        }
        var told = converged(session);
        deployment.getApplicationListeners().httpSessionAttributeRemoved(told, name, before);
        unbound(told, name, before);
    }

    private static void bound(HttpSession session, String name, @Nullable Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            listener.valueBound(new HttpSessionBindingEvent(session, name, value));
        }
    }

    private static void unbound(HttpSession session, String name, @Nullable Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            listener.valueUnbound(new HttpSessionBindingEvent(session, name, value));
        }
    }
}
