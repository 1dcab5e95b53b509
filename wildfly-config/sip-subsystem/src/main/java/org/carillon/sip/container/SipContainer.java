// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.ListeningPointExt;
import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.stack.LaneMessageProcessorFactory;
import gov.nist.javax.sip.stack.StackTables;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sip.SipProvider;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.concurrency.TurnPool;
import org.carillon.sip.connector.ConnectorSettings;
import org.carillon.sip.connector.ConnectorSettings.PublicAddress;
import org.carillon.sip.connector.PublicListeningPoint;
import org.carillon.sip.drain.Drain;
import org.carillon.sip.drain.DrainThread;
import org.carillon.sip.location.LocationSettings;
import org.carillon.sip.location.ServerLocator;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.ContainerFigures;
import org.carillon.sip.overload.Admission;
import org.carillon.sip.overload.SourceLimits;
import org.carillon.sip.replication.Replication;
import org.carillon.sip.replication.SharedCopies;
import org.carillon.sip.security.DigestAuthentication;
import org.carillon.sip.security.Users;
import org.carillon.sip.tracing.MessageTraces;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.SipConnector;
import org.mobicents.servlet.sip.core.MobicentsExtendedListeningPoint;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.SipApplicationDispatcherImpl;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.SipService;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.startup.StaticServiceHolder;

/**
 * The SIP container of this JVM: a stack, a dispatcher, listening points and applications.
 *
 * <p>Ports belong to the container and not to applications, so redeploying an application keeps them open. All methods
 * may be called from any thread.
 */
public final class SipContainer {
    /** Timers B, F, H and J of RFC 3261 section 17 in T1: after them neither side waits for the other any more. */
    private static final int TIMER_F = 64;

    /**
     * Letters of the id of an application session. Of the implementation's 8, 32 bits are random: with 20,000 calls, one new call in
     * 200,000 would be taken into the session of another one.
     */
    private static final int ID_LENGTH = 18;

    private final SipSettings settings;
    private final SipServiceAdapter service = new SipServiceAdapter();
    private final ContainerFigures figures = new ContainerFigures();
    private final Drain drain;
    private final Admission admission;
    private final SourceLimits limits;
    private final TurnPool turns = new TurnPool();
    private final MessageTraces traces = new MessageTraces(Clock.systemUTC());
    private volatile @Nullable CarillonDispatcher dispatcher;
    private LocationSettings location = new LocationSettings(List.of(), Duration.ofSeconds(5));
    private @Nullable ServerLocator locator;
    private @Nullable String routerModule;
    private @Nullable Replication replication;
    private @Nullable Takeovers takeovers;
    private @Nullable CoreLog coreLog;
    private @Nullable DigestAuthentication authentication;

    /**
     * @param settings what the operator set; all but the timers are fixed until the container is made anew
     * @param retryAfterSeconds what refused peers are told, see {@link Drain#retryAfter(int)}
     * @param admission what may begin while the lanes are behind
     */
    public SipContainer(SipSettings settings, int retryAfterSeconds, Admission admission) {
        this.settings = settings;
        this.drain = new Drain(figures::dialogsInUse, new DrainThread(), retryAfterSeconds);
        this.admission = admission;
        this.limits = new SourceLimits(settings.timers().t1().multipliedBy(TIMER_F));
    }

    /** {@return what refuses new dialogs when the lanes are behind} */
    public Admission admission() {
        return admission;
    }

    /** {@return what keeps one address from filling the memory} */
    public SourceLimits limits() {
        return limits;
    }

    /** Says who may call applications that ask for it; before the start. */
    public synchronized void authenticateBy(Users users) {
        authentication = new DigestAuthentication(users, Clock.systemUTC());
    }

    /** Names the module with the application router, or null; before the start. */
    public synchronized void routeBy(@Nullable String module) {
        routerModule = module;
    }

    /** Says whom to ask where names lead; before the start. */
    public synchronized void locateBy(LocationSettings settings) {
        location = settings;
    }

    /** Says where copies of sessions are kept, or null for nowhere; before the start. */
    public synchronized void replicateTo(@Nullable SharedCopies copies) {
        replication = copies == null ? null : new Replication(copies);
    }

    /** {@return what keeps copies of the sessions of distributable applications, or null} */
    public synchronized @Nullable Replication replication() {
        return replication;
    }

    /** {@return how callers prove who they are, or null when the operator has named no users} */
    public synchronized @Nullable DigestAuthentication authentication() {
        return authentication;
    }

    /**
     * Starts stack and dispatcher; no port is open afterwards.
     *
     * @throws IllegalStateException when a stack property or the DAR file is refused
     */
    public synchronized void start() {
        var loader = Thread.currentThread().getContextClassLoader();
        // The implementation looks up its own classes and ours through the context class loader.
        Thread.currentThread().setContextClassLoader(SipContainer.class.getClassLoader());
        try {
            Routers.choose(settings, routerModule, this::dispatcher);
            MessageLog.use(traces);
            coreLog = CoreLog.install();
            StaticServiceHolder.sipStandardService = service;
            var started = new CarillonDispatcher(settings, figures.traffic(), drain, admission, limits);
            service.setSipApplicationDispatcher(started);
            configure(started);
            var stack = newStack();
            started.setSipStack(stack);
            if (replication != null) {
                takeovers = new Takeovers(started, stack, replication, figures.traffic());
                stack.takeOver(takeovers);
            }
            LaneMessageProcessorFactory.of(started.getSipStack()).refuseEarly(started.earlyRefusal(traces::isActive));
            var tables = new StackTables(started.getSipStack());
            figures.started(started, tables);
            tables.add(new PrackValve(stack, figures.traffic()));
            tables.add(new ArrivalTransport());
            tables.endUnanswered(settings.timers().t1().multipliedBy(2L * TIMER_F));
            started.init();
            started.start();
            started.putInService();
            dispatcher = started;
            SipLogger.LOG.containerStarted(settings.lanes());
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }

    private void configure(CarillonDispatcher started) {
        SipApplicationDispatcherImpl.APP_ID_HASHING_MAX_LENGTH = ID_LENGTH;
        started.setSipService(service);
        started.getSipFactory().initialize("gov.nist", true);
        started.setDomain("carillon.sip");
        locator = new ServerLocator(location, this::hasIpv6);
        started.setDNSServerLocator(locator);
    }

    private boolean hasIpv6() {
        var running = dispatcher;
        if (running == null) {
            return false;
        }
        for (var points = running.getSipNetworkInterfaceManager().getExtendedListeningPoints(); points.hasNext(); ) {
            if (isIpv6(points.next())) {
                return true;
            }
        }
        return false;
    }

    private CarillonStack newStack() {
        try {
            return new CarillonStack(StackProperties.of(settings), figures.traffic());
        } catch (Exception e) {
            throw SipLogger.LOG.stackFailed(e);
        }
    }

    /** Stops dispatcher and stack; all ports are closed afterwards. */
    public synchronized void stop() {
        var running = dispatcher;
        if (running == null) {
            return;
        }
        dispatcher = null;
        drain.close();
        figures.stopped();
        Optional.ofNullable(takeovers).ifPresent(Takeovers::close);
        takeovers = null;
        var log = coreLog;
        if (log != null) {
            log.remove();
            coreLog = null;
        }
        var processors = LaneMessageProcessorFactory.of(running.getSipStack());
        running.stop();
        turns.stop();
        processors.stop();
        if (locator != null) {
            locator.close();
        }
        // The factory remembers stacks by name and would hand out the stopped one.
        running.getSipFactory().getJainSipFactory().resetFactory();
        running.getSipFactory().getJainSipFactory().setPathName("gov.nist");
        SipLogger.LOG.containerStopped();
    }

    /** {@return the dispatcher, while the container runs} */
    public SipApplicationDispatcher dispatcher() {
        return Objects.requireNonNull(dispatcher, "the SIP container is stopped");
    }

    /**
     * Changes an interval of RFC 3261 section 17 for the transactions that begin from now on.
     *
     * @param millis the interval, within the bounds of {@link SipSettings.Timers}
     * @throws IllegalArgumentException when it is out of bounds
     */
    public synchronized void set(SipSettings.Timer timer, int millis) {
        var running = dispatcher;
        if (running != null) {
            running.set(timer, millis);
        }
    }

    /** {@return the factory behind the facades of the applications} */
    public SipFactoryImpl factory() {
        return (SipFactoryImpl) dispatcher().getSipFactory();
    }

    /** {@return the view of the server that the implementation's services need} */
    public SipService service() {
        return service;
    }

    /** {@return whether new dialogs are taken} */
    public Drain drain() {
        return drain;
    }

    /** {@return what runs on one thread at a time in applications that say nothing about it} */
    public ConcurrencyMode concurrency() {
        return settings.concurrency();
    }

    /** {@return the threads for what had to wait for its session} */
    public TurnPool turns() {
        return turns;
    }

    /** {@return the messages that operators want to see} */
    public MessageTraces traces() {
        return traces;
    }

    /** {@return what the management model shows} */
    public ContainerFigures figures() {
        return figures;
    }

    /**
     * Takes an application in; it gets requests from now on.
     *
     * @throws IllegalStateException when another application has the same name
     */
    public void add(SipContext application) {
        var name = application.getApplicationName();
        if (dispatcher().findSipApplication(name) != null) {
            throw SipLogger.LOG.duplicateApplication(name);
        }
        dispatcher().addSipApplication(name, application);
        Optional.ofNullable(takeovers).ifPresent(Takeovers::adoptSoon);
    }

    /** Takes an application out and ends its sessions. */
    public void remove(SipContext application) {
        dispatcher().removeSipApplication(application.getApplicationName());
    }

    /**
     * Opens a listening point.
     *
     * @throws IllegalStateException when the port is taken or the address is not ours
     */
    public ListeningConnector listen(ConnectorSettings settings) {
        var address = settings.address();
        var host = address.getAddress().getHostAddress();
        var transport = settings.transport();
        try {
            var stack = dispatcher().getSipStack();
            if (settings.stream() != null) {
                LaneMessageProcessorFactory.of(stack)
                        .announce(address.getAddress(), address.getPort(), settings.stream(), settings.bounds());
            }
            var point = stack.createListeningPoint(host, address.getPort(), transport);
            var provider = stack.createSipProvider(point);
            provider.addSipListener(dispatcher());
            var connector = connector(settings);
            var extended = extended(provider, (ListeningPointExt) point, connector, settings.publicAddress());
            add(extended);
            service.add(connector);
            figures.opened(settings.name(), ((ListeningPointImpl) point).getMessageProcessor());
            SipLogger.LOG.connectorStarted(settings.name(), host, address.getPort(), transport);
            return new ListeningConnector(settings.name(), this, extended);
        } catch (Exception e) {
            throw SipLogger.LOG.connectorFailed(settings.name(), host, address.getPort(), transport, e);
        }
    }

    /**
     * Keeps IPv4 points before IPv6 ones. Connectors start in any order, and what an application sends leaves from the first
     * point of its transport, but nobody reaches an IPv4 peer from an IPv6 address.
     */
    private synchronized void add(MobicentsExtendedListeningPoint point) {
        var network = dispatcher().getSipNetworkInterfaceManager();
        var behind = new ArrayList<MobicentsExtendedListeningPoint>();
        if (!isIpv6(point)) {
            network.getExtendedListeningPoints().forEachRemaining(other -> {
                if (isIpv6(other)) {
                    behind.add(other);
                }
            });
        }
        behind.forEach(network::removeExtendedListeningPoint);
        network.addExtendedListeningPoint(point);
        behind.forEach(network::addExtendedListeningPoint);
    }

    private static boolean isIpv6(MobicentsExtendedListeningPoint point) {
        return point.getHost(false).indexOf(':') >= 0;
    }

    private PublicListeningPoint extended(
            SipProvider provider, ListeningPointExt point, SipConnector connector, @Nullable PublicAddress outside) {
        if (outside != null) {
            // What comes back in Route is ours and must not be relayed.
            dispatcher().addHostName(outside.host() + ":" + outside.port());
        }
        return new PublicListeningPoint(provider, point, connector, outside, settings.node());
    }

    private SipConnector connector(ConnectorSettings settings) {
        var connector = new SipConnector();
        connector.setIpAddress(settings.address().getAddress().getHostAddress());
        connector.setPort(settings.address().getPort());
        connector.setTransport(settings.transport().toUpperCase(Locale.ROOT));
        var outside = settings.publicAddress();
        if (outside != null) {
            connector.setUseStaticAddress(true);
            connector.setStaticServerAddress(outside.host());
            connector.setStaticServerPort(outside.port());
            // Behind a balancer the address is other nodes', too: what goes there must not stay here.
            connector.setReplaceStaticServerAddressForInternalRoutingRequest(this.settings.node() == null);
        }
        return connector;
    }

    void close(ListeningConnector connector) {
        var point = connector.point();
        service.remove(point.getSipConnector());
        figures.closed(connector.name());
        var running = dispatcher;
        if (running == null) {
            return;
        }
        if (point.isUseStaticAddress()) {
            running.removeHostName(point.getGlobalIpAddress() + ":" + point.getGlobalPort());
        }
        try {
            running.getSipNetworkInterfaceManager().removeExtendedListeningPoint(point);
            SipProvider provider = point.getSipProvider();
            provider.removeSipListener(running);
            running.getSipStack().deleteListeningPoint(point.getListeningPoint());
            SipLogger.LOG.connectorStopped(connector.name());
        } catch (Exception e) {
            SipLogger.LOG.connectorStopFailed(connector.name(), e);
        }
    }
}
