// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import gov.nist.javax.sip.stack.StackTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;

/**
 * What the management model shows of a container. Reading costs what it takes to add a few counters up; only the
 * figures that say so walk over the sessions.
 */
public final class ContainerFigures {
    private final Traffic traffic = new Traffic();
    private final Map<String, Metered> connectors = new ConcurrentHashMap<>();
    private volatile @Nullable Running running;

    /** Of a container that does not run yet. */
    public ContainerFigures() {}

    private record Running(SipApplicationDispatcher dispatcher, StackTables tables) {}

    /** The container runs; no port is open yet. */
    public void started(SipApplicationDispatcher dispatcher, StackTables tables) {
        tables.add(new TrafficValve(traffic));
        running = new Running(dispatcher, tables);
    }

    /** The container stops. */
    public void stopped() {
        running = null;
    }

    /** A port is open; {@code processor} is the stack's side of it. */
    public void opened(String connector, Object processor) {
        if (processor instanceof Metered metered) {
            connectors.put(connector, metered);
        }
    }

    /** A port is closed. */
    public void closed(String connector) {
        connectors.remove(connector);
    }

    /** {@return the messages of all connectors} */
    public Traffic traffic() {
        return traffic;
    }

    /** {@return what counts for a connector; nothing when it is closed} */
    public Optional<Metered> connector(String name) {
        return Optional.ofNullable(connectors.get(name));
    }

    /** {@return the lanes of all connectors together, each set once} */
    public LaneState lanes() {
        Set<Metered.LaneGauge> sets = Collections.newSetFromMap(new IdentityHashMap<>());
        connectors.values().forEach(connector -> sets.add(connector.lanes()));
        return sets.stream().map(Metered.LaneGauge::state).reduce(LaneState.NONE, LaneState::and);
    }

    /** {@return client transactions now; 0 while the container is stopped} */
    public int clientTransactions() {
        return table(StackTables::clientTransactions);
    }

    /** {@return server transactions now; 0 while the container is stopped} */
    public int serverTransactions() {
        return table(StackTables::serverTransactions);
    }

    /** {@return dialogs now; 0 while the container is stopped} */
    public int dialogs() {
        return table(StackTables::dialogs);
    }

    /** {@return SIP sessions of all applications with a dialog or an unanswered request; walks over the sessions} */
    public int dialogsInUse() {
        return applications().stream().mapToInt(ApplicationFigures::dialogs).sum();
    }

    private int table(ToIntFunction<StackTables> size) {
        var now = running;
        return now == null ? 0 : size.applyAsInt(now.tables());
    }

    /** {@return the applications that take requests now} */
    public List<ApplicationFigures> applications() {
        var now = running;
        if (now == null) {
            return List.of();
        }
        var applications = new ArrayList<ApplicationFigures>();
        now.dispatcher()
                .findSipApplications()
                .forEachRemaining(found -> applications.add(new ApplicationFigures(found)));
        return applications;
    }

    /** {@return the application of that name, if it takes requests now} */
    public Optional<ApplicationFigures> application(String name) {
        return applications().stream()
                .filter(application -> application.name().equals(name))
                .findFirst();
    }
}
