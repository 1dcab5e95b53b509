// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.Enumeration;
import org.carillon.sip.descriptor.ServletEntry;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.MobicentsSipServlet;

/** One SIP servlet: made once, at start or at its first message, and shared by all threads. */
final class ServletHandle implements MobicentsSipServlet {
    private final ServletEntry entry;
    private final Class<?> type;
    private final InstanceSource instances;
    private final ServletContext context;
    private InstanceSource.@Nullable Made made;
    private boolean destroyed;

    ServletHandle(ServletEntry entry, Class<?> type, InstanceSource instances, ServletContext context) {
        this.entry = entry;
        this.type = type;
        this.instances = instances;
        this.context = context;
    }

    @Override
    public String getName() {
        return entry.name();
    }

    @Override
    public int getLoadOnStartup() {
        return entry.loadOnStartup();
    }

    String className() {
        return entry.className();
    }

    /** {@return whether the instance exists} */
    synchronized boolean isLoaded() {
        return made != null;
    }

    @Override
    public synchronized Servlet allocate() throws ServletException {
        if (destroyed) {
            throw new ServletException("servlet " + entry.name() + " is destroyed");
        }
        var current = made;
        if (current == null) {
            current = instances.make(type);
            ((Servlet) current.instance()).init(new Config());
            made = current;
        }
        return (Servlet) current.instance();
    }

    @Override
    public void deallocate(Servlet servlet) {
        // All calls share one instance.
    }

    @Override
    public synchronized boolean isUnavailable() {
        return destroyed;
    }

    /** Calls the servlet's destroy method and ends the instance. */
    synchronized void destroy() {
        destroyed = true;
        var current = made;
        made = null;
        if (current != null) {
            ((Servlet) current.instance()).destroy();
            current.release().run();
        }
    }

    private final class Config implements ServletConfig {
        @Override
        public String getServletName() {
            return entry.name();
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return entry.parameters().get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(entry.parameters().keySet());
        }
    }
}
