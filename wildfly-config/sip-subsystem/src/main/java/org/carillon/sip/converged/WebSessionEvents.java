// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hears from the web container when a session ends, by whatever cause, or gets another id. */
public final class WebSessionEvents implements HttpSessionListener, HttpSessionIdListener {
    private final Supplier<@Nullable WebSessions> sessions;

    /** @param sessions gives null while the SIP side of the application is not there */
    public WebSessionEvents(Supplier<@Nullable WebSessions> sessions) {
        this.sessions = sessions;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        var known = sessions.get();
        if (known != null) {
            known.ended(event.getSession());
        }
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        var known = sessions.get();
        if (known != null) {
            known.renamed(before, event.getSession());
        }
    }
}
