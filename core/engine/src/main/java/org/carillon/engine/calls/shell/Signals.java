// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.signalling.CallSignalling;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.notifications.CallError;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands to the legs' signalling. While the way to a destination is being looked up, commands to that leg wait
 * behind its INVITE: a CANCEL that overtook it would find no leg, and the INVITE would then ring for nobody.
 */
final class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final Duration LOOK_UP = Duration.ofSeconds(10);
    private static final Duration HANDED_OVER = Duration.ofSeconds(40);

    private final Router router;
    private final AtomicReference<@Nullable CallSignalling> port = new AtomicReference<>();

    /** Legs whose INVITE has not left yet; each completes when it has. */
    private final ConcurrentMap<CallSid, CompletableFuture<Void>> routing = new ConcurrentHashMap<>();

    Signals(Router router) {
        this.router = router;
    }

    AtomicReference<@Nullable CallSignalling> port() {
        return port;
    }

    /** Whether a leg is on this node. */
    boolean carries(CallSid leg) {
        CallSignalling legs = port.get();
        return legs != null && legs.carries(leg);
    }

    CompletionStage<Void> perform(SignalCommand command, Consumer<Event> events) {
        CompletableFuture<Void> before = routing.get(command.leg());
        return before == null ? send(command, events) : before.thenCompose(nothing -> send(command, events));
    }

    CompletionStage<Void> dial(Effect.Dial dial, CallSid session, Consumer<Event> events) {
        CompletableFuture<Void> left = new CompletableFuture<>();
        routing.put(dial.leg(), left);
        return Bounded.within(LOOK_UP, () -> router.route(dial))
                .exceptionally(e -> {
                    LOG.errorf(
                            e, "CARENG0008 The way to the destination of call %s could not be looked up", dial.leg());
                    return new Router.Route.None(CallError.NO_ROUTE, "The destination could not be looked up.");
                })
                .thenCompose(route -> {
                    try {
                        return follow(route, dial, session, events);
                    } finally {
                        routing.remove(dial.leg(), left);
                        left.complete(null);
                    }
                });
    }

    private CompletionStage<Void> follow(
            Router.Route route, Effect.Dial dial, CallSid session, Consumer<Event> events) {
        if (route instanceof Router.Route.None none) {
            events.accept(new Event.Unroutable(dial.leg(), none.error().code(), none.message()));
            return CompletableFuture.completedFuture(null);
        }
        Router.Route.To to = (Router.Route.To) route;
        return send(
                new SignalCommand.Invite(
                        dial.operation(),
                        dial.leg(),
                        session,
                        to.uri(),
                        Optional.empty(),
                        dial.from(),
                        dial.headers(),
                        dial.credentials(),
                        dial.sdp(),
                        to.hops()),
                events);
    }

    private CompletionStage<Void> send(SignalCommand command, Consumer<Event> events) {
        CallSignalling legs = port.get();
        if (legs == null) {
            notReady(command).ifPresent(events);
            return CompletableFuture.completedFuture(null);
        }
        return Bounded.within(HANDED_OVER, () -> legs.perform(command)).exceptionally(e -> {
            LOG.debugf(
                    e, "Leg %s could not %s", command.leg(), command.getClass().getSimpleName());
            failed(command, e).ifPresent(events);
            return null;
        });
    }

    private static Optional<Event> notReady(SignalCommand command) {
        return command instanceof SignalCommand.Invite
                ? Optional.of(
                        new Event.Signalled(new SignalEvent.Refused(command.leg(), 503, "the signalling is not ready")))
                : lost(command, "signalling-gone");
    }

    private static Optional<Event> failed(SignalCommand command, Throwable e) {
        if (command instanceof SignalCommand.Invite) {
            return Optional.of(new Event.Unroutable(
                    command.leg(), CallError.NO_ROUTE.code(), "The call could not be signalled: " + e.getMessage()));
        }
        return command instanceof SignalCommand.Answer || command instanceof SignalCommand.Probe
                ? lost(command, "not-signalled")
                : Optional.empty();
    }

    /** A command that lets the call go on, to a leg that is not there: the call has ended without anybody saying so. */
    private static Optional<Event> lost(SignalCommand command, String reason) {
        boolean ends = command instanceof SignalCommand.HangUp
                || command instanceof SignalCommand.Cancel
                || command instanceof SignalCommand.Refuse;
        return ends ? Optional.empty() : Optional.of(new Event.Signalled(new SignalEvent.Lost(command.leg(), reason)));
    }
}
