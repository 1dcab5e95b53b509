// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionListener;
import io.undertow.server.session.SessionManager;
import io.undertow.server.session.SessionManagerStatistics;
import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.SessionManagerFactory;
import io.undertow.servlet.core.SessionListenerBridge;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The web container's sessions, but that {@link ConvergedListeners} stands in the place of the bridge by which the web
 * container tells an application's listeners of them.
 */
public final class ConvergedSessionManager implements SessionManager {
    private final SessionManager real;
    private final Deployment deployment;
    private final Supplier<@Nullable WebSessions> sessions;
    private final Map<SessionListener, SessionListener> replaced = new HashMap<>();

    private ConvergedSessionManager(
            SessionManager real, Deployment deployment, Supplier<@Nullable WebSessions> sessions) {
        this.real = real;
        this.deployment = deployment;
        this.sessions = sessions;
    }

    /**
     * {@return what makes such a manager}
     *
     * @param factory makes the real one
     * @param sessions gives null while the SIP side of the application is not there
     */
    public static SessionManagerFactory factory(
            SessionManagerFactory factory, Supplier<@Nullable WebSessions> sessions) {
        return deployment ->
                new ConvergedSessionManager(factory.createSessionManager(deployment), deployment, sessions);
    }

    @Override
    public synchronized void registerSessionListener(SessionListener listener) {
        var told = listener;
        if (listener instanceof SessionListenerBridge) {
            told = new ConvergedListeners(deployment, sessions);
            replaced.put(listener, told);
        }
        real.registerSessionListener(told);
    }

    @Override
    public synchronized void removeSessionListener(SessionListener listener) {
        var told = replaced.remove(listener);
        real.removeSessionListener(told == null ? listener : told);
    }

    @Override
    public String getDeploymentName() {
        return real.getDeploymentName();
    }

    @Override
    public void start() {
        real.start();
    }

    @Override
    public void stop() {
        real.stop();
    }

    @Override
    public Session createSession(HttpServerExchange exchange, SessionConfig config) {
        return real.createSession(exchange, config);
    }

    @Override
    public @Nullable Session getSession(HttpServerExchange exchange, SessionConfig config) {
        return real.getSession(exchange, config);
    }

    @Override
    public @Nullable Session getSession(String id) {
        return real.getSession(id);
    }

    @Override
    public void setDefaultSessionTimeout(int seconds) {
        real.setDefaultSessionTimeout(seconds);
    }

    @Override
    public Set<String> getTransientSessions() {
        return real.getTransientSessions();
    }

    @Override
    public Set<String> getActiveSessions() {
        return real.getActiveSessions();
    }

    @Override
    public Set<String> getAllSessions() {
        return real.getAllSessions();
    }

    @Override
    public @Nullable SessionManagerStatistics getStatistics() {
        return real.getStatistics();
    }
}
