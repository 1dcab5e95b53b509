// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.calls.session.Alarm;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Leg.Phase;
import org.carillon.engine.calls.session.Leg.Purpose;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.notifications.CallError;
import org.carillon.engine.records.CallOutcome;
import org.carillon.engine.records.CallStatus;

/** What an event means to the legs themselves, before any document hears of it. */
final class LegEvents {
    private LegEvents() {}

    static CallState apply(Event event, CallState call) {
        if (event instanceof Event.Signalled signalled) {
            SignalEvent signal = signalled.signal();
            return call.session().find(signal.leg()).isEmpty() ? call : signal(signal, call.of(signal.leg()));
        }
        if (event instanceof Event.MediaAnswered answered) {
            return settled(answered, call);
        }
        if (event instanceof Event.MediaHappened happened && happened.media() instanceof MediaEvent.AudioLost lost) {
            return audioLost(lost.source(), call);
        }
        if (event instanceof Event.MediaHappened happened && happened.media() instanceof MediaEvent.EndpointLost lost) {
            return endpointLost(lost, call);
        }
        if (event instanceof Event.Unroutable no) {
            return call.session().find(no.leg()).isEmpty() ? call : unroutable(no, call.of(no.leg()));
        }
        return call;
    }

    private static CallState signal(SignalEvent signal, CallState call) {
        if (call.self().hasEnded()) {
            return call;
        }
        if (signal instanceof SignalEvent.Sent sent) {
            return Legs.progress(call.callId(sent.sipCallId()), CallStatus.INITIATED);
        }
        if (signal instanceof SignalEvent.Ringing) {
            return Legs.progress(call, CallStatus.RINGING);
        }
        if (signal instanceof SignalEvent.Answered answered) {
            return answered(answered, call);
        }
        if (signal instanceof SignalEvent.Refused refused) {
            return Legs.over(call, CallOutcome.fromSip(refused.status()));
        }
        if (signal instanceof SignalEvent.Confirmed confirmed) {
            return confirmed(confirmed, call);
        }
        if (signal instanceof SignalEvent.Cancelled) {
            return Legs.over(call, CallOutcome.canceled("caller-gave-up"));
        }
        if (signal instanceof SignalEvent.HungUp) {
            return Legs.over(call, CallOutcome.completed("remote-hung-up"));
        }
        if (signal instanceof SignalEvent.Lost lost) {
            return Legs.over(call, CallOutcome.failed(lost.reason(), 408));
        }
        return signal instanceof SignalEvent.Reoffered reoffered ? reoffered(reoffered, call) : call;
    }

    private static CallState answered(SignalEvent.Answered answered, CallState call) {
        if (call.self().isAnswered() || call.self().media().isEmpty()) {
            return call;
        }
        CallState up = timed(call).phase(Phase.ANSWERED).hearing(answered.sdp());
        return take(Legs.progress(up, CallStatus.IN_PROGRESS), answered.sdp(), Purpose.TAKE_ANSWER);
    }

    /** Until now the limit of a call by the API allowed for the ringing; it counts from the answer. */
    private static CallState timed(CallState call) {
        Optional<Instant> ring = due(call, "ring");
        Optional<Instant> limit = due(call, "limit");
        return ring.isPresent() && limit.isPresent()
                ? call.noAlarm("ring").alarm("limit", Duration.between(ring.get(), limit.get()))
                : call;
    }

    private static Optional<Instant> due(CallState call, String name) {
        return call.session().alarms().stream()
                .filter(alarm -> alarm.leg().equals(call.leg()) && alarm.name().equals(name))
                .map(Alarm::due)
                .findFirst();
    }

    /** The ACK brings the answer to our offer when the INVITE, or a re-INVITE, had none. */
    private static CallState confirmed(SignalEvent.Confirmed confirmed, CallState call) {
        if (confirmed.sdp().isPresent()) {
            String sdp = confirmed.sdp().get();
            return take(call.hearing(sdp), sdp, Purpose.TAKE_ANSWER);
        }
        Leg leg = call.self();
        boolean owed = leg.phase() == Phase.ANSWERED
                && leg.remoteSdp().isEmpty()
                && leg.negotiation().isEmpty();
        return owed ? Legs.end(call, CallOutcome.failed("no-session-description", 488)) : call;
    }

    private static CallState reoffered(SignalEvent.Reoffered reoffered, CallState call) {
        if (!call.self().isUp() || call.self().negotiation().isPresent()) {
            // RFC 3261 section 14.2: one offer at a time; the other side tries again.
            return call.signal(o -> new SignalCommand.RefuseReoffer(o, call.leg(), 491));
        }
        Optional<String> sdp = reoffered.sdp().or(() -> call.self().remoteSdp());
        if (sdp.isEmpty() || call.self().media().isEmpty()) {
            return call.signal(o -> new SignalCommand.RefuseReoffer(o, call.leg(), 488));
        }
        return take(call.hearing(sdp.get()), sdp.get(), Purpose.REOFFER);
    }

    private static CallState take(CallState call, String sdp, Purpose purpose) {
        if (call.self().media().isEmpty()) {
            return call;
        }
        MediaHandle media = call.media();
        return call.settle(purpose, operation -> new MediaCommand.Modify(operation, media, sdp));
    }

    private static CallState settled(Event.MediaAnswered answered, CallState call) {
        for (Leg leg : call.session().legs()) {
            Optional<Leg.Negotiation> negotiation =
                    leg.negotiation().filter(n -> n.operation().equals(answered.operation()));
            if (negotiation.isPresent()) {
                return settled(
                        negotiation.get().purpose(),
                        answered.result(),
                        call.of(leg.sid()).settled());
            }
        }
        return call;
    }

    private static CallState settled(Purpose purpose, MediaResult result, CallState call) {
        if (result instanceof MediaResult.Failed failed) {
            return refused(purpose, failed.failure(), call);
        }
        if (result instanceof MediaResult.Opened opened) {
            CallState open = call.endpoint(Optional.of(opened.handle()));
            if (open.self().hasEnded()) {
                return Legs.release(open);
            }
            return opened(purpose, opened.localSdp().orElse(""), open);
        }
        if (result instanceof MediaResult.Modified modified && !call.self().hasEnded()) {
            return purpose == Purpose.REOFFER
                    ? call.signal(o -> new SignalCommand.AnswerReoffer(o, call.leg(), modified.localSdp()))
                    : call.phase(Phase.UP);
        }
        return call;
    }

    private static CallState opened(Purpose purpose, String localSdp, CallState call) {
        Leg leg = call.self();
        if (purpose == Purpose.ANSWER) {
            // Without an offer from the caller nothing can be played before its answer comes with the ACK.
            Phase next = leg.remoteSdp().isPresent() ? Phase.UP : Phase.ANSWERED;
            CallState up = call.signal(o -> new SignalCommand.Answer(o, leg.sid(), localSdp))
                    .noAlarm("ring")
                    .phase(next);
            return Legs.progress(up, CallStatus.IN_PROGRESS).alarm("limit", Limits.CALL_LENGTH);
        }
        PartyAddress from = new PartyAddress(leg.record().from(), leg.record().callerName());
        return call.phase(Phase.DIALLING)
                .effect(o -> new Effect.Dial(
                        o,
                        leg.record().account(),
                        leg.sid(),
                        leg.record().to(),
                        from,
                        leg.headers(),
                        leg.credentials(),
                        localSdp,
                        leg.hops(),
                        isClaimed(leg, call)));
    }

    /** Neither the caller's number nor the number called: the document says it is its own. */
    private static boolean isClaimed(Leg leg, CallState call) {
        return leg.record()
                .parent()
                .flatMap(call.session()::find)
                .map(Leg::record)
                .map(dialler -> !leg.record().from().equals(dialler.from())
                        && !leg.record().from().equals(dialler.to()))
                .orElse(false);
    }

    private static CallState refused(Purpose purpose, MediaFailure failure, CallState call) {
        if (purpose == Purpose.REOFFER) {
            return call.self().hasEnded()
                    ? call
                    : call.signal(o -> new SignalCommand.RefuseReoffer(o, call.leg(), 488));
        }
        if (call.self().hasEnded()) {
            return call;
        }
        int status = failure.kind() == MediaFailure.Kind.NOT_ACCEPTABLE ? 488 : 503;
        CallState told = Notices.error(call, CallError.MEDIA_FAILED.code(), failure.message(), Notices.Exchange.NONE);
        return Legs.end(told, CallOutcome.failed(CallOutcome.MEDIA + status, status));
    }

    /** Nothing is heard from the remote party any more: ask its signalling whether it still lives. */
    private static CallState audioLost(MediaHandle source, CallState call) {
        for (Leg leg : call.session().legs()) {
            if (leg.isUp() && leg.isAt(source)) {
                return call.of(leg.sid()).signal(o -> new SignalCommand.Probe(o, leg.sid()));
            }
        }
        return call;
    }

    /** The media server has given the leg's endpoint up: nothing would be heard, and no wait for it would end. */
    private static CallState endpointLost(MediaEvent.EndpointLost lost, CallState call) {
        CallState at = call;
        for (Leg leg : call.session().legs()) {
            if (!leg.hasEnded() && leg.isAt(lost.source())) {
                CallState told = Notices.error(
                        at.of(leg.sid()),
                        CallError.MEDIA_FAILED.code(),
                        "The media server lost the call (" + lost.reason() + ").",
                        Notices.Exchange.NONE);
                at = Legs.end(told, CallOutcome.failed(CallOutcome.MEDIA + "lost", 503))
                        .of(call.leg());
            }
        }
        return at;
    }

    private static CallState unroutable(Event.Unroutable no, CallState call) {
        if (call.self().hasEnded()) {
            return call;
        }
        // The tenant looks at the call whose document dialled, not at a leg that never was.
        CallState dialler = call.of(call.self().record().parent().orElse(call.leg()));
        CallState told = Notices.error(dialler, no.errorCode(), no.message(), Notices.Exchange.NONE);
        return Legs.over(told.of(call.leg()), CallOutcome.failed("no-route", 0));
    }
}
