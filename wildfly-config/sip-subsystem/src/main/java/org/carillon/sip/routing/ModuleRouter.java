// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.routing;

import java.io.Serializable;
import java.util.List;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipTargetedRequestInfo;
import javax.servlet.sip.ar.spi.SipApplicationRouterProvider;
import org.carillon.sip.logging.SipLogger;
import org.jboss.modules.Module;
import org.jboss.modules.ModuleLoadException;
import org.jboss.modules.ModuleLoader;
import org.jspecify.annotations.Nullable;

/**
 * An operator's own application router (JSR 289 section 15.4.2), called with its module's class loader as that of the thread.
 *
 * <p>What it throws becomes a 500 for the request, or a line in the log where there is no request, and nothing worse.
 */
public final class ModuleRouter implements SipApplicationRouter {
    private final String module;
    private final ClassLoader loader;
    private final SipApplicationRouter router;

    ModuleRouter(String module, ClassLoader loader, SipApplicationRouter router) {
        this.module = module;
        this.loader = loader;
        this.router = router;
    }

    /**
     * Finds the router of a module.
     *
     * @param name a module of the server with a {@code META-INF/services} file for {@link SipApplicationRouterProvider}
     * @throws IllegalStateException when there is no such module, or it offers no router, or its provider fails
     */
    public static ModuleRouter of(String name) {
        return of(Module.getBootModuleLoader(), name);
    }

    static ModuleRouter of(ModuleLoader modules, String name) {
        try {
            var module = modules.loadModule(name);
            ClassLoader loader = module.getClassLoader();
            var found = within(loader, () -> {
                for (var provider : module.loadService(SipApplicationRouterProvider.class)) {
                    return provider.getSipApplicationRouter();
                }
                return null;
            });
            if (found == null) {
                throw SipLogger.LOG.noRouterInModule(name, SipApplicationRouterProvider.class.getName());
            }
            return new ModuleRouter(name, loader, found);
        } catch (ModuleLoadException e) {
            throw SipLogger.LOG.noRouterModule(name, e);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw SipLogger.LOG.routerFailed(name, e);
        }
    }

    private static <T> T within(ClassLoader loader, Supplier<T> task) {
        var before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return task.get();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private void tell(Runnable task) {
        try {
            within(loader, () -> {
                task.run();
                return true;
            });
        } catch (RuntimeException | LinkageError e) {
            SipLogger.LOG.routerThrew(module, e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the router throws or returns nothing; the container answers with 500
     */
    @Override
    public SipApplicationRouterInfo getNextApplication(
            SipServletRequest request,
            @Nullable SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive,
            @Nullable SipTargetedRequestInfo targeted,
            @Nullable Serializable state) {
        SipApplicationRouterInfo next;
        try {
            next = within(loader, () -> router.getNextApplication(request, region, directive, targeted, state));
        } catch (RuntimeException | LinkageError e) {
            SipLogger.LOG.routerThrew(module, e);
            throw new IllegalStateException("the application router failed", e);
        }
        if (next == null) {
            throw new IllegalStateException("the application router names nobody and nothing");
        }
        return next;
    }

    @Override
    public void applicationDeployed(List<String> names) {
        tell(() -> router.applicationDeployed(names));
    }

    @Override
    public void applicationUndeployed(List<String> names) {
        tell(() -> router.applicationUndeployed(names));
    }

    @Override
    public void init() {
        tell(router::init);
    }

    @Override
    public void init(Properties properties) {
        tell(() -> router.init(properties));
    }

    @Override
    public void destroy() {
        tell(router::destroy);
    }
}
