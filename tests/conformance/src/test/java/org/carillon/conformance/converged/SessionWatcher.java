// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.converged;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.servlet.sip.ConvergedHttpSession;

/** Hears all that the web container tells of sessions, and looks each time into their application session. */
@WebListener
public final class SessionWatcher implements HttpSessionListener, HttpSessionIdListener, HttpSessionAttributeListener {
    private static final Map<String, List<String>> HEARD = new ConcurrentHashMap<>();

    /** {@return what was told of a session, each with the secret of its application session} */
    static String heard(String id) {
        return String.valueOf(HEARD.get(id));
    }

    private static void hear(String event, HttpSession session) {
        Object seen = session instanceof ConvergedHttpSession converged
                ? converged.getApplicationSession().getAttribute("secret")
                : "no converged session";
        HEARD.computeIfAbsent(session.getId(), none -> new CopyOnWriteArrayList<>())
                .add(event + " " + seen);
    }

    /** An object that is told when it is put into a session and taken out. */
    record Bound(String name) implements HttpSessionBindingListener {
        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            hear("bound " + name, event.getSession());
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            hear("unbound " + name, event.getSession());
        }
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        hear("created", event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        hear("destroyed", event.getSession());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        hear("renamed", event.getSession());
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        hear("added", event.getSession());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        hear("replaced", event.getSession());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        hear("removed", event.getSession());
    }
}
