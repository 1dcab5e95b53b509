// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.carillon.sip.converged.ConvergedHandler;
import org.carillon.sip.converged.ConvergedSessionManager;
import org.carillon.sip.descriptor.SipDescriptor;

/**
 * Starts the SIP application after the web application's own listeners, stops it before them, and ties HTTP sessions to it.
 *
 * <p>CDI is up by then, because its listener is the first one.
 */
final class SipServletExtension implements ServletExtension {
    private final SipDescriptor descriptor;
    private final ApplicationHandle application;

    SipServletExtension(SipDescriptor descriptor, ApplicationHandle application) {
        this.descriptor = descriptor;
        this.application = application;
    }

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        descriptor.parameters().forEach(context::setInitParameter);
        deployment.addThreadSetupAction(new WebWork());
        deployment.addInnerHandlerChainWrapper(next -> new ConvergedHandler(next, application::webSessions));
        deployment.setSessionManagerFactory(
                ConvergedSessionManager.factory(deployment.getSessionManagerFactory(), application::webSessions));
        deployment.addListener(
                new ListenerInfo(Lifecycle.class, new ImmediateInstanceFactory<>(new Lifecycle(application))));
    }

    /** Follows the life of the web application. */
    static final class Lifecycle implements ServletContextListener {
        private final ApplicationHandle application;

        Lifecycle(ApplicationHandle application) {
            this.application = application;
        }

        @Override
        public void contextInitialized(ServletContextEvent event) {
            application.start(event.getServletContext());
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            application.stop();
        }
    }
}
