// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpSessionImpl;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** A web request whose session can be cast. */
final class ConvergedRequest extends HttpServletRequestWrapper {
    private final WebSessions sessions;
    private @Nullable ConvergedWebSession session;

    ConvergedRequest(HttpServletRequest request, WebSessions sessions) {
        super(request);
        this.sessions = sessions;
    }

    /** {@return whether a request is one already, as it is after a forward} */
    static boolean isWithin(@Nullable ServletRequest request) {
        var part = request;
        while (part instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof ConvergedRequest) {
                return true;
            }
            part = wrapper.getRequest();
        }
        return false;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        var real = super.getSession(create);
        if (real == null) {
            return null;
        }
        var known = session;
        if (known == null || !known.isOf(real)) {
            known = sessions.join(real, this);
            session = known;
        }
        return known;
    }

    @Override
    public @Nullable HttpSession getSession() {
        return getSession(true);
    }

    /** {@inheritDoc} The web container would tell listeners twice, the second time of a session that cannot be cast. */
    @Override
    public String changeSessionId() {
        if (!(super.getSession(false) instanceof HttpSessionImpl real)) {
            return super.changeSessionId();
        }
        var context = ServletRequestContext.requireCurrent();
        return real.getSession()
                .changeSessionId(
                        context.getExchange(),
                        context.getCurrentServletContext().getSessionConfig());
    }
}
