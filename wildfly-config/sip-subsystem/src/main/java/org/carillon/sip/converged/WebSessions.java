// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import io.undertow.server.session.SessionManager;
import io.undertow.servlet.spec.HttpSessionImpl;
import io.undertow.servlet.spec.ServletContextImpl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.carillon.sip.concurrency.Turns;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.SessionManagerUtil;

/**
 * Which HTTP session of one converged application belongs to which application session. As many are kept as there are
 * such HTTP sessions. All methods may be called from any thread.
 */
public final class WebSessions {
    private final SipContext application;
    private final SessionKeys keys = new SessionKeys();
    private final Map<String, Link> links = new ConcurrentHashMap<>();

    private record Link(
            MobicentsSipApplicationSession owner, @Nullable Origin origin) {}

    /** @param application the SIP side */
    public WebSessions(SipContext application) {
        this.application = application;
    }

    /** {@return the URL with the key of an application session, so that a web request with it belongs there} */
    public String encode(String url, MobicentsSipApplicationSession session) {
        return keys.encode(url, session.getId());
    }

    /**
     * {@return the session of a request}
     *
     * <p>One that belongs to no application session joins the one whose key the URL of the request carries (JSR 289 section
     * 13.5). A key that is not genuine, or whose session has ended, is as good as none.
     */
    ConvergedWebSession join(HttpSession real, HttpServletRequest request) {
        var session = new ConvergedWebSession(real, this, Origin.of(request));
        var owner = find(session);
        if (owner == null) {
            owner = byKey(keys.decode(request.getQueryString()));
            if (owner != null) {
                link(session, owner);
            }
        }
        if (owner != null) {
            owner.access();
        }
        return session;
    }

    /**
     * {@return a session of which listeners are told}
     *
     * @param request the one that is being served, or null when the session changes by itself
     */
    ConvergedWebSession told(HttpSession real, @Nullable HttpServletRequest request) {
        if (request != null) {
            return new ConvergedWebSession(real, this, Origin.of(request));
        }
        var link = links.get(real.getId());
        return new ConvergedWebSession(real, this, link == null ? null : link.origin);
    }

    private @Nullable MobicentsSipApplicationSession byKey(@Nullable String id) {
        if (id == null) {
            return null;
        }
        try {
            var key = SessionManagerUtil.parseSipApplicationSessionKey(id);
            return application.getSipManager().getSipApplicationSession(key, false);
        } catch (ParseException e) {
            return null;
        }
    }

    private MobicentsSipApplicationSession link(ConvergedWebSession session, MobicentsSipApplicationSession owner) {
        var link = new Link(owner, session.origin());
        var before = links.putIfAbsent(session.getId(), link);
        if (before != null) {
            return before.owner;
        }
        owner.addHttpSession(session);
        if (!owner.isValidInternal() || !session.isValidIntern()) {
            // Either has ended meanwhile, without knowing of the other.
            ended(session);
        }
        return owner;
    }

    /** {@return the application session of an HTTP session, or null} */
    @Nullable
    MobicentsSipApplicationSession find(ConvergedWebSession session) {
        var link = links.get(session.getId());
        if (link == null) {
            return null;
        }
        if (!link.owner.isValidInternal()) {
            links.remove(session.getId(), link);
            return null;
        }
        return link.owner;
    }

    /**
     * {@return the application session of an HTTP session, made now if there is none}
     *
     * <p>Where the application wants one thread at a time in it, the web request keeps it from now on.
     *
     * @throws IllegalStateException when the HTTP session is invalid
     */
    MobicentsSipApplicationSession ownerOf(ConvergedWebSession session) {
        var known = find(session);
        if (known != null) {
            application.enterSipApp(known, null, true, true);
            return known;
        }
        if (!session.isValidIntern()) {
            throw new IllegalStateException("the HTTP session is invalid");
        }
        var made = (MobicentsSipApplicationSession)
                application.getSipFactoryFacade().createApplicationSession();
        var owner = application.getSipManager().getSipApplicationSession(made.getKey(), false);
        if (owner == null) {
            throw new IllegalStateException("the application session has ended at once");
        }
        var first = link(session, owner);
        if (first != owner) {
            owner.invalidate(true);
        }
        return first;
    }

    /** {@return an HTTP session that belongs to an application session, or null when it has ended} */
    public @Nullable HttpSession find(String id) {
        var link = links.get(id);
        if (link == null) {
            return null;
        }
        var session = manager().getSession(id);
        if (session == null) {
            return null;
        }
        var real = HttpSessionImpl.forSession(session, application.getServletContext(), false);
        return new ConvergedWebSession(real, this, link.origin);
    }

    boolean exists(String id) {
        return manager().getSession(id) != null;
    }

    private SessionManager manager() {
        return ((ServletContextImpl) application.getServletContext())
                .getDeployment()
                .getSessionManager();
    }

    /** Takes an HTTP session out of its application session, which may end by that (JSR 289 section 6.1.2.2.2). */
    void ended(HttpSession session) {
        var link = links.remove(session.getId());
        if (link == null) {
            return;
        }
        var owner = link.owner;
        owner.removeHttpSession(session);
        if (!owner.isValidInternal()) {
            return;
        }
        Runnable end = () -> {
            if (owner.isValidInternal() && owner.isReadyToInvalidate()) {
                owner.tryToInvalidate();
            }
        };
        // Not here: the application's listeners are told, and this may be a thread of the web container's input.
        var turn = Turns.of(owner, null);
        if (turn == null) {
            application.getSipApplicationDispatcher().getAsynchronousExecutor().execute(end);
        } else {
            turn.post(end);
        }
    }

    void renamed(String before, HttpSession session) {
        var link = links.remove(before);
        if (link != null) {
            links.put(session.getId(), link);
            ((HoldsWebSessions) link.owner).rename(before, session);
        }
    }
}
