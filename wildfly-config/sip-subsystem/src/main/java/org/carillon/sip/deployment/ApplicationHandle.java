// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import jakarta.servlet.ServletContext;
import java.util.function.Supplier;
import org.carillon.sip.application.InstanceSource;
import org.carillon.sip.application.SipApplicationContext;
import org.carillon.sip.application.ThreadScope;
import org.carillon.sip.container.SipContainer;
import org.carillon.sip.converged.WebSessions;
import org.carillon.sip.descriptor.SipDescriptor;
import org.jboss.as.ee.component.ComponentRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The SIP application of one deployed WAR, made when it is first needed: by an injection or by the start of the web
 * application, whichever comes first.
 */
final class ApplicationHandle {
    private final SipDescriptor descriptor;
    private final SipContainer container;
    private final ClassLoader loader;
    private final Supplier<ThreadScope> scope;
    private final Supplier<ComponentRegistry> components;
    private volatile @Nullable SipApplicationContext context;

    ApplicationHandle(
            SipDescriptor descriptor,
            SipContainer container,
            ClassLoader loader,
            Supplier<ThreadScope> scope,
            Supplier<ComponentRegistry> components) {
        this.descriptor = descriptor;
        this.container = container;
        this.loader = loader;
        this.scope = scope;
        this.components = components;
    }

    synchronized SipApplicationContext context() {
        var current = context;
        if (current == null) {
            current = new SipApplicationContext(descriptor, container, scope.get(), loader);
            context = current;
        }
        return current;
    }

    /** {@return the HTTP sessions of the application, or null when it is not there} */
    @Nullable
    WebSessions webSessions() {
        var current = context;
        return current == null ? null : current.webSessions();
    }

    /**
     * Starts the application with its web application.
     *
     * @throws IllegalStateException when it cannot start; what was made until then is ended, because the web container
     *     tells nobody of the end of an application that has not begun
     */
    void start(ServletContext servletContext) {
        try {
            context().start(servletContext, this::make);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private InstanceSource.Made make(Class<?> type) {
        var reference = components.get().createInstanceFactory(type).getReference();
        return new InstanceSource.Made(reference.getInstance(), reference::release);
    }

    /** Stops it; a later start makes a new one. */
    void stop() {
        SipApplicationContext current;
        synchronized (this) {
            current = context;
            context = null;
        }
        if (current != null) {
            current.stop();
        }
    }
}
