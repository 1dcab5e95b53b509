// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import javax.sip.RequestEvent;
import javax.sip.SipProvider;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;
import org.mobicents.servlet.sip.core.SipApplicationDispatcherImpl;
import org.mobicents.servlet.sip.core.dispatchers.MessageDispatcher;

/**
 * The implementation's dispatcher with a cluster-wide server id and a clear answer while no application is deployed.
 *
 * <p>Without an application the implementation would act as an open relay: it forwards any request whose Request-URI
 * names another host.
 */
final class CarillonDispatcher extends SipApplicationDispatcherImpl {
    private final @Nullable String serverId;

    CarillonDispatcher(SipSettings settings) {
        this.serverId = settings.serverId();
        // A lane already runs one message of a call at a time, so the implementation calls the servlet on the lane.
        setBypassRequestExecutor(true);
        setBypassResponseExecutor(true);
        setConcurrencyControlMode(ConcurrencyControlMode.None);
        setBaseTimerInterval(Math.toIntExact(settings.timers().t1().toMillis()));
        setT2Interval(Math.toIntExact(settings.timers().t2().toMillis()));
        setT4Interval(Math.toIntExact(settings.timers().t4().toMillis()));
        setTimerDInterval(Math.toIntExact(settings.timers().d().toMillis()));
        // The implementation's own check of memory and queues is deprecated and off; capacity is the engine's matter.
        setCongestionControlCheckingInterval(-1);
    }

    /**
     * {@return the value that marks tags as ours} All nodes of a cluster share it, or each would take the other's BYE
     * as foreign and relay it.
     */
    @Override
    public String getApplicationServerIdHash() {
        return serverId == null ? super.getApplicationServerIdHash() : serverId;
    }

    @Override
    public void processRequest(RequestEvent event) {
        if (findSipApplications().hasNext()) {
            super.processRequest(event);
            return;
        }
        var request = event.getRequest();
        if (!Request.ACK.equals(request.getMethod())) {
            MessageDispatcher.sendErrorResponse(
                    this, Response.SERVICE_UNAVAILABLE, event.getServerTransaction(), request, (SipProvider)
                            event.getSource());
        }
    }
}
