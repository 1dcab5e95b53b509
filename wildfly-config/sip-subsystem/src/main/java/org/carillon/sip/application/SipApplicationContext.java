// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.TimerService;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.container.SipContainer;
import org.carillon.sip.converged.WebSessions;
import org.carillon.sip.descriptor.SipDescriptor;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.timers.SessionTimers;
import org.carillon.sip.timers.TurnExpiryTimers;
import org.carillon.sip.timers.TurnProxyTimers;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.GenericUtils;
import org.mobicents.servlet.sip.core.MobicentsSipServlet;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.SipContextEvent;
import org.mobicents.servlet.sip.core.SipManager;
import org.mobicents.servlet.sip.core.descriptor.MobicentsSipServletMapping;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.core.session.MobicentsSipSessionsUtil;
import org.mobicents.servlet.sip.core.session.SipSessionsUtilImpl;
import org.mobicents.servlet.sip.core.timers.ProxyTimerService;
import org.mobicents.servlet.sip.core.timers.SipApplicationSessionTimerService;
import org.mobicents.servlet.sip.message.SipFactoryFacade;

/**
 * A deployed SIP application.
 *
 * <p>The facades for injection (factory, sessions, timers) exist from the beginning, because components get them before
 * the application starts; servlets and listeners are made by {@link #start}.
 */
public final class SipApplicationContext extends ReplicatedContext {
    private final SipDescriptor descriptor;
    private final SipContainer container;
    private final ThreadScope scope;
    private final ClassLoader loader;
    private final SipFactoryFacade factory;
    private final SipSessionsUtilImpl sessionsUtil;
    private final ApplicationSessions sessions;
    private final SessionTimers timers;
    private final ProxyTimerService proxyTimers;
    private final SipApplicationSessionTimerService sessionTimers;
    private final List<MobicentsSipServletMapping> mappings;
    private final @Nullable SessionCopies copies;
    private final Map<String, MobicentsSipServlet> servlets = new LinkedHashMap<>();
    private @Nullable ServletContext servletContext;
    private @Nullable ApplicationListeners listeners;
    private @Nullable Method keyMethod;
    private @Nullable Guard guard;

    /**
     * @param descriptor what the application says about itself
     * @param container where it will run
     * @param scope how threads enter it
     * @param loader its class loader
     */
    public SipApplicationContext(
            SipDescriptor descriptor, SipContainer container, ThreadScope scope, ClassLoader loader) {
        super(mode(descriptor, container));
        this.descriptor = descriptor;
        this.container = container;
        this.scope = scope;
        this.loader = loader;
        this.factory = new SipFactoryFacade(container.factory(), this);
        this.sessionsUtil = new CarillonSessionsUtil(this);
        this.sessions =
                new ApplicationSessions(this, container.factory(), mode(descriptor, container), container.turns());
        var replication = descriptor.distributable() ? container.replication() : null;
        this.copies = replication == null ? null : new SessionCopies(this, sessions, replication);
        this.sessions.tellEnds(copies == null ? null : copies::ended);
        this.timers = new SessionTimers(descriptor.name(), copies == null ? null : copies::changed);
        this.proxyTimers = new TurnProxyTimers(descriptor.name());
        this.sessionTimers = new TurnExpiryTimers(descriptor.name());
        this.mappings = descriptor.mappings().stream()
                .<MobicentsSipServletMapping>map(Mapping::new)
                .toList();
    }

    private static ConcurrencyMode mode(SipDescriptor descriptor, SipContainer container) {
        var mode = descriptor.concurrency();
        return mode == null ? container.concurrency() : mode;
    }

    /**
     * Makes listeners and the servlets that want to be there from the start, then takes requests.
     *
     * @param context the web application's context, shared with its HTTP side
     * @param instances makes servlets and listeners with their injections
     * @throws IllegalStateException when a class cannot be used or the name is taken
     */
    public void start(ServletContext context, InstanceSource instances) {
        servletContext = context;
        var authentication = container.authentication();
        if (descriptor.security().asksForUsers() && authentication == null) {
            throw SipLogger.LOG.noSecurityDomain(descriptor.name());
        }
        guard = new Guard(descriptor.name(), descriptor.security(), authentication);
        publish(context);
        timers.start();
        proxyTimers.start();
        sessionTimers.start();
        scope.use(RequestScope.ofCurrentApplication());
        scope.run(() -> {
            for (var entry : descriptor.servlets()) {
                servlets.put(entry.name(), new ServletHandle(entry, load(entry.className()), instances, context));
            }
            keyMethod = findKeyMethod();
            var made = new ApplicationListeners(this, instances);
            listeners = made;
            made.loadListeners(findSipApplicationListeners(), loader);
            loadServlets();
        });
        container.add(this);
        SipLogger.LOG.applicationStarted(descriptor.name(), servlets.keySet());
    }

    private void publish(ServletContext context) {
        context.setAttribute(SipServlet.SIP_FACTORY, factory);
        context.setAttribute(SipServlet.SIP_SESSIONS_UTIL, sessionsUtil);
        context.setAttribute(SipServlet.TIMER_SERVICE, timers);
        context.setAttribute(
                SipServlet.SUPPORTED, List.of(getSipApplicationDispatcher().getExtensionsSupported()));
        context.setAttribute(
                SipServlet.SUPPORTED_RFCs, List.of(getSipApplicationDispatcher().getRfcSupported()));
        context.setAttribute(
                SipServlet.OUTBOUND_INTERFACES, getSipApplicationDispatcher().getOutboundInterfaces());
    }

    private @Nullable Method findKeyMethod() {
        if (descriptor.keyClass() == null || descriptor.keyMethod() == null) {
            return null;
        }
        try {
            return load(descriptor.keyClass()).getMethod(descriptor.keyMethod(), SipServletRequest.class);
        } catch (NoSuchMethodException e) {
            throw SipLogger.LOG.badClass(descriptor.name(), descriptor.keyClass(), e);
        }
    }

    private void loadServlets() {
        servlets.values().stream()
                .filter(servlet -> servlet.getLoadOnStartup() >= 0)
                .sorted(Comparator.comparingInt(MobicentsSipServlet::getLoadOnStartup))
                .forEach(servlet -> {
                    try {
                        servlet.allocate();
                    } catch (ServletException e) {
                        throw SipLogger.LOG.badClass(descriptor.name(), servlet.getName(), e);
                    }
                });
    }

    /** Takes no more requests, ends the sessions and timers, destroys servlets and listeners. */
    public void stop() {
        // Servlets first: they may end their calls, for which the dispatcher must still know the application.
        scope.run(() -> {
            servlets.values().forEach(servlet -> ((ServletHandle) servlet).destroy());
            if (listeners != null) {
                listeners.release();
            }
        });
        // Another node may go on with what is ongoing still.
        sessions.tellEnds(null);
        if (copies != null) {
            copies.stop();
        }
        if (getSipApplicationDispatcher().findSipApplication(descriptor.name()) == this) {
            container.remove(this);
        }
        timers.stop();
        proxyTimers.stop();
        sessionTimers.stop();
        SipLogger.LOG.applicationStopped(descriptor.name());
    }

    Class<?> load(String className) {
        try {
            return loader.loadClass(className);
        } catch (ClassNotFoundException | LinkageError e) {
            throw SipLogger.LOG.badClass(descriptor.name(), className, e);
        }
    }

    /** {@return the instances of the servlets that exist already} */
    List<SipServlet> loadedServlets() {
        return servlets.values().stream()
                .map(ServletHandle.class::cast)
                .filter(ServletHandle::isLoaded)
                .map(servlet -> {
                    try {
                        return (SipServlet) servlet.allocate();
                    } catch (ServletException e) {
                        throw SipLogger.LOG.badClass(descriptor.name(), servlet.className(), e);
                    }
                })
                .toList();
    }

    @Override
    @Nullable
    SessionCopies copies() {
        return copies;
    }

    @Override
    public boolean authorize(MobicentsSipServletRequest request) {
        return Objects.requireNonNull(guard, "the application has not started")
                .admits(request, request.getSipSession().getHandler());
    }

    @Override
    public String getApplicationName() {
        return descriptor.name();
    }

    @Override
    public String getApplicationNameHashed() {
        return GenericUtils.hashString(
                descriptor.name(), getSipApplicationDispatcher().getTagHashMaxLength());
    }

    @Override
    public ApplicationListeners getListeners() {
        return Objects.requireNonNull(listeners, "the application has not started");
    }

    @Override
    public boolean isMainServlet() {
        return descriptor.mainServlet() != null;
    }

    @Override
    public @Nullable String getMainServlet() {
        return descriptor.mainServlet();
    }

    /** {@return who handles the answers to requests that the application makes of its own} */
    @Override
    public @Nullable String getServletHandler() {
        if (descriptor.mainServlet() != null || descriptor.servlets().isEmpty()) {
            return descriptor.mainServlet();
        }
        return descriptor.servlets().get(0).name();
    }

    @Override
    public int getProxyTimeout() {
        return descriptor.proxySeconds();
    }

    @Override
    public int getSipApplicationSessionTimeout() {
        return descriptor.sessionMinutes();
    }

    @Override
    public String[] findSipApplicationListeners() {
        return descriptor.listeners().toArray(String[]::new);
    }

    @Override
    public @Nullable Method getSipApplicationKeyMethod() {
        return keyMethod;
    }

    @Override
    public void setSipApplicationKeyMethod(Method method) {
        keyMethod = method;
    }

    @Override
    public List<MobicentsSipServletMapping> findSipServletMappings() {
        return mappings;
    }

    @Override
    public @Nullable MobicentsSipServletMapping findSipServletMappings(SipServletRequest request) {
        return mappings.stream()
                .filter(mapping -> mapping.getMatchingRule().matches(request))
                .findFirst()
                .orElse(null);
    }

    @Override
    public SipManager getSipManager() {
        return sessions;
    }

    /** {@return its HTTP sessions} */
    public WebSessions webSessions() {
        return sessions.webSessions();
    }

    @Override
    public SipApplicationDispatcher getSipApplicationDispatcher() {
        return container.dispatcher();
    }

    @Override
    public boolean notifySipContextListeners(SipContextEvent event) {
        var told = listeners;
        if (told != null) {
            scope.run(() -> told.tell(event));
        }
        return true;
    }

    @Override
    public void enterSipContext() {
        scope.enter();
    }

    @Override
    public void exitSipContext(@Nullable ClassLoader previous) {
        scope.leave(previous);
    }

    @Override
    public SipFactory getSipFactoryFacade() {
        return factory;
    }

    @Override
    public MobicentsSipSessionsUtil getSipSessionsUtil() {
        return sessionsUtil;
    }

    SessionTimers timers() {
        return timers;
    }

    @Override
    public TimerService getTimerService() {
        return timers;
    }

    @Override
    public ProxyTimerService getProxyTimerService() {
        return proxyTimers;
    }

    @Override
    public SipApplicationSessionTimerService getSipApplicationSessionTimerService() {
        return sessionTimers;
    }

    @Override
    public ServletContext getServletContext() {
        return Objects.requireNonNull(servletContext, "the application has not started");
    }

    @Override
    public String getPath() {
        return getServletContext().getContextPath();
    }

    @Override
    public @Nullable MobicentsSipServlet findSipServletByClassName(String className) {
        return servlets.values().stream()
                .filter(servlet -> ((ServletHandle) servlet).className().equals(className))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable MobicentsSipServlet findSipServletByName(@Nullable String name) {
        return name == null ? null : servlets.get(name);
    }

    @Override
    public ClassLoader getSipContextClassLoader() {
        return loader;
    }

    @Override
    public Map<String, MobicentsSipServlet> getChildrenMap() {
        return servlets;
    }
}
