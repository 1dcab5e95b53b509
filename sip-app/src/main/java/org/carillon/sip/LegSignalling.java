// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.servlet.sip.SipFactory;
import org.carillon.engine.calls.signalling.CallSignalling;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.ids.CallSid;
import org.carillon.sip.lanes.LegHandle;
import org.carillon.sip.lanes.LegRegistry;
import org.carillon.sip.legs.OutboundLeg;
import org.carillon.sip.legs.WireException;
import org.carillon.sip.wire.LegSessions;
import org.carillon.sip.wire.ServletOutbound;

/** Takes the engine's commands to the legs of this node. */
final class LegSignalling implements CallSignalling {
    private final SignalSink sink;
    private final LegRegistry legs;
    private final SipFactory factory;
    private final LegSessions sessions;

    LegSignalling(SignalSink sink, LegRegistry legs, SipFactory factory, LegSessions sessions) {
        this.sink = sink;
        this.legs = legs;
        this.factory = factory;
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<Void> perform(SignalCommand command) {
        if (command instanceof SignalCommand.Invite invite) {
            return invite(invite);
        }
        Optional<LegHandle> handle = legs.find(command.leg());
        if (handle.isPresent()) {
            return handle.get().perform(command);
        }
        if (legs.hasEnded(command.leg())) {
            // The command crossed the end of the leg, of which the engine has been told.
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.failedFuture(new WireException("no leg " + command.leg() + " on this node"));
    }

    @Override
    public boolean carries(CallSid leg) {
        return legs.find(leg).isPresent() || legs.hasEnded(leg);
    }

    private CompletionStage<Void> invite(SignalCommand.Invite invite) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        ServletOutbound wire = new ServletOutbound(factory, sessions, invite);
        boolean room = legs.add(invite.leg(), invite.session(), handle -> {
            handle.releaseWith(wire::release);
            handle.start(invite.operation(), context -> new OutboundLeg(context, wire), OutboundLeg::start)
                    .whenComplete((nothing, failure) -> settle(sent, failure));
        });
        if (!room) {
            sink.report(invite.session(), new SignalEvent.Refused(invite.leg(), 503, "too many legs on this node"));
            return CompletableFuture.failedFuture(new WireException("too many legs on this node"));
        }
        return legs.find(invite.leg())
                .map(handle -> handle.perform(invite))
                .orElseGet(() -> legs.hasEnded(invite.leg()) ? CompletableFuture.completedFuture(null) : sent);
    }

    private static void settle(CompletableFuture<Void> sent, Throwable failure) {
        if (failure == null) {
            sent.complete(null);
            return;
        }
        sent.completeExceptionally(failure);
    }
}
