// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;
import org.mobicents.ha.javax.sip.ReplicationStrategy;
import org.mobicents.servlet.sip.SipConnector;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.SipService;
import org.mobicents.servlet.sip.core.message.OutboundProxy;

/** Answers what the SIP Servlets implementation asks of the server around it. */
final class SipServiceAdapter implements SipService {
    private static final int HOUSEKEEPING_THREADS = 4;
    private static final int PURGE_CANCELLED_TIMERS_MINUTES = 1;
    private static final int DNS_TIMEOUT_SECONDS = 5;

    private final List<SipConnector> connectors = new CopyOnWriteArrayList<>();
    private @Nullable SipApplicationDispatcher dispatcher;
    private String messageFactory = MessageFactory.class.getName();

    void add(SipConnector connector) {
        connectors.add(connector);
    }

    void remove(SipConnector connector) {
        connectors.remove(connector);
    }

    @Override
    public SipApplicationDispatcher getSipApplicationDispatcher() {
        return Objects.requireNonNull(dispatcher);
    }

    @Override
    public void setSipApplicationDispatcher(SipApplicationDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public SipStack getSipStack() {
        return getSipApplicationDispatcher().getSipStack();
    }

    @Override
    public @Nullable SipConnector findSipConnector(String transport) {
        return connectors.stream()
                .filter(connector -> connector.getTransport().equalsIgnoreCase(transport))
                .findFirst()
                .orElse(null);
    }

    @Override
    public SipConnector[] findSipConnectors() {
        return connectors.toArray(SipConnector[]::new);
    }

    @Override
    public boolean isHttpFollowsSip() {
        return false;
    }

    @Override
    public @Nullable String getJvmRoute() {
        return null;
    }

    @Override
    public @Nullable OutboundProxy getOutboundProxy() {
        return null;
    }

    /** {@return the threads for the end of transactions and dialogs and for CANCEL, which may overtake its INVITE} */
    @Override
    public int getDispatcherThreadPoolSize() {
        return HOUSEKEEPING_THREADS;
    }

    @Override
    public int getCanceledTimerTasksPurgePeriod() {
        return PURGE_CANCELLED_TIMERS_MINUTES;
    }

    @Override
    public boolean isDialogPendingRequestChecking() {
        return false;
    }

    @Override
    public boolean isMd5ContactUserPart() {
        return false;
    }

    @Override
    public ReplicationStrategy getReplicationStrategy() {
        return ReplicationStrategy.ConfirmedDialog;
    }

    /** {@return 0, which leaves the length of the tags at its default} */
    @Override
    public int getTagHashMaxLength() {
        return 0;
    }

    /** {@return -1, which leaves Call-IDs as they are} */
    @Override
    public int getCallIdMaxLength() {
        return -1;
    }

    @Override
    public @Nullable String getDnsResolverClass() {
        return null;
    }

    @Override
    public int getDnsTimeout() {
        return DNS_TIMEOUT_SECONDS;
    }

    @Override
    public String getMobicentsSipServletMessageFactoryClassName() {
        return messageFactory;
    }

    @Override
    public void setMobicentsSipServletMessageFactoryClassName(String name) {
        messageFactory = name;
    }

    @Override
    public void stopGracefully(long timeToWait) {
        getSipApplicationDispatcher().findSipApplications().forEachRemaining(app -> app.stopGracefully(timeToWait));
    }

    @Override
    public String getProxyTimerServiceImplementationType() {
        return "Standard";
    }

    @Override
    public String getSasTimerServiceImplementationType() {
        return "Standard";
    }
}
