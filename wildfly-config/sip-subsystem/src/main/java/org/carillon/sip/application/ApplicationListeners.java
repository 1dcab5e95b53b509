// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import javax.servlet.sip.SipServletContextEvent;
import org.carillon.sip.logging.SipLogger;
import org.mobicents.servlet.sip.SipConnector;
import org.mobicents.servlet.sip.core.SipContextEvent;
import org.mobicents.servlet.sip.core.session.SipListenersHolder;

/** The listeners of one application; one that is also a servlet shares its instance. */
final class ApplicationListeners extends SipListenersHolder {
    private final SipApplicationContext application;
    private final InstanceSource instances;
    private final List<Runnable> releases = new ArrayList<>();

    ApplicationListeners(SipApplicationContext application, InstanceSource instances) {
        super(application);
        this.application = application;
        this.instances = instances;
    }

    @Override
    public boolean loadListeners(String[] names, ClassLoader loader) {
        for (var name : names) {
            addListenerToBunch(listener(name));
        }
        return true;
    }

    private EventListener listener(String className) {
        try {
            var servlet = application.findSipServletByClassName(className);
            if (servlet != null) {
                return (EventListener) servlet.allocate();
            }
            var made = instances.make(application.load(className));
            releases.add(made.release());
            return (EventListener) made.instance();
        } catch (ServletException e) {
            throw SipLogger.LOG.badClass(application.getApplicationName(), className, e);
        }
    }

    /** Tells the listeners of the container's events; a listener that fails does not keep others from being told. */
    void tell(SipContextEvent event) {
        switch (event.getEventType()) {
            case SERVLET_INITIALIZED ->
                application
                        .loadedServlets()
                        .forEach(servlet -> getSipServletsListeners()
                                .forEach(listener -> guarded(() -> listener.servletInitialized(
                                        new SipServletContextEvent(application.getServletContext(), servlet)))));
            case SIP_CONNECTOR_ADDED ->
                getSipConnectorListeners()
                        .forEach(listener ->
                                guarded(() -> listener.sipConnectorAdded((SipConnector) event.getEventObject())));
            case SIP_CONNECTOR_REMOVED ->
                getSipConnectorListeners()
                        .forEach(listener ->
                                guarded(() -> listener.sipConnectorRemoved((SipConnector) event.getEventObject())));
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            SipLogger.LOG.listenerFailed(application.getApplicationName(), e);
        }
    }

    void release() {
        clean();
        releases.forEach(Runnable::run);
        releases.clear();
    }
}
