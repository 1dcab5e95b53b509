// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpSessionImpl;
import io.undertow.servlet.spec.ServletContextImpl;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Enumeration;
import javax.servlet.sip.SipApplicationSession;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.ConvergedSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;

/** The web container's session, and to which application session it belongs. Two of the same session are equal. */
final class ConvergedWebSession implements ConvergedSession {
    private final HttpSession session;
    private final WebSessions sessions;
    private final @Nullable Origin origin;

    /** @param origin where the client has reached the server, for absolute URLs; null when that is not known */
    ConvergedWebSession(HttpSession session, WebSessions sessions, @Nullable Origin origin) {
        this.session = session;
        this.sessions = sessions;
        this.origin = origin;
    }

    boolean isOf(HttpSession other) {
        return session == other;
    }

    @Nullable
    Origin origin() {
        return origin;
    }

    /** {@inheritDoc} One is made when there is none (JSR 289 section 13.4). */
    @Override
    public SipApplicationSession getApplicationSession() {
        return sessions.ownerOf(this).getFacade();
    }

    @Override
    public @Nullable MobicentsSipApplicationSession getApplicationSession(boolean create) {
        return create ? sessions.ownerOf(this) : sessions.find(this);
    }

    @Override
    public boolean isValidIntern() {
        return sessions.exists(getId());
    }

    /** {@inheritDoc} The URL stays as it is when the application wants cookies only. */
    @Override
    public String encodeURL(String url) {
        return ((ServletContextImpl) getServletContext()).getSessionConfig().rewriteUrl(url, getId());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the scheme is neither http nor https
     * @throws IllegalStateException in a listener, when the session changes without a request of its client, so that it is
     *     not known how that reaches the server
     */
    @Override
    public String encodeURL(String relativePath, String scheme) {
        if (origin == null) {
            throw new IllegalStateException("no request says how the client reaches this server");
        }
        var path = relativePath.startsWith("/") ? relativePath : '/' + relativePath;
        return encodeURL(origin.root(scheme) + getServletContext().getContextPath() + path);
    }

    @Override
    public long getCreationTime() {
        return session.getCreationTime();
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    public long getLastAccessedTime() {
        return session.getLastAccessedTime();
    }

    @Override
    public ServletContext getServletContext() {
        return session.getServletContext();
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        session.setMaxInactiveInterval(seconds);
    }

    @Override
    public int getMaxInactiveInterval() {
        return session.getMaxInactiveInterval();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return session.getAttribute(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return session.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        session.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        session.removeAttribute(name);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Within the request of another client, the web container would take that client's cookie away.
     */
    @Override
    public void invalidate() {
        var request = ServletRequestContext.current();
        var own = request != null
                && request.getSession() != null
                && request.getSession().getId().equals(getId());
        if (!own && session instanceof HttpSessionImpl real) {
            real.getSession().invalidate(null);
        } else {
            session.invalidate();
        }
    }

    @Override
    public boolean isNew() {
        return session.isNew();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConvergedWebSession that && that.getId().equals(getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }
}
