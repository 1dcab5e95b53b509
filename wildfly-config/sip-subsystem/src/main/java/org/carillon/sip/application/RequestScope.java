// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import jakarta.enterprise.inject.spi.BeanManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.weld.context.RequestContext;
import org.jboss.weld.context.unbound.UnboundLiteral;
import org.jspecify.annotations.Nullable;

/** CDI's request scope around one SIP callback: each callback is a request of its own. */
final class RequestScope {
    private final RequestContext context;

    private RequestScope(RequestContext context) {
        this.context = context;
    }

    /** {@return the scope of the application whose naming context the thread has, or null when it does not use CDI} */
    // The name is a constant in the server's own local namespace, so nothing foreign can be read through it.
    @SuppressWarnings("BanJNDI")
    static @Nullable RequestScope ofCurrentApplication() {
        try {
            var manager = (BeanManager) new InitialContext().lookup("java:comp/BeanManager");
            return new RequestScope(manager.createInstance()
                    .select(RequestContext.class, UnboundLiteral.INSTANCE)
                    .get());
        } catch (NamingException e) {
            return null;
        }
    }

    /** Begins a request, unless one is under way on this thread; the result ends it. */
    Runnable enter() {
        if (context.isActive()) {
            return () -> {};
        }
        context.activate();
        return () -> {
            context.invalidate();
            context.deactivate();
        };
    }
}
