// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.session.Alarm;
import org.carillon.engine.calls.session.CallbackPlan;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.markup.MarkupException;
import org.carillon.engine.markup.MarkupLimits;
import org.carillon.engine.markup.MarkupParser;
import org.carillon.engine.markup.verb.Verb;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.verbs.VerbCatalogue;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookTarget;

/** A session under test: events in, effects out, and a clock that the test moves. */
final class Scenario {
    static final CallSid ROOT = new CallSid("CA00000000000000000000000000000001");
    static final AccountSid ACCOUNT = new AccountSid("AC00000000000000000000000000000001");
    static final WebhookTarget VOICE = new WebhookTarget("http://tenant.example.com/voice", HttpMethod.POST);
    static final WebhookTarget FALLBACK = new WebhookTarget("http://tenant.example.com/fallback", HttpMethod.POST);
    static final PhoneNumberSid NUMBER = new PhoneNumberSid("PN00000000000000000000000000000001");
    static final String OFFER = "v=0 offer";

    private static final RecordingReports REPORTS = new RecordingReports("http://api.example.com");

    private final CallMachine machine =
            new CallMachine(VerbCatalogue.runners(REPORTS), new MarkupParser(MarkupLimits.DEFAULT), REPORTS);
    private final List<Effect> all = new ArrayList<>();
    private List<Effect> last = List.of();
    private Session session;
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private int endpoints;

    private Scenario(Leg leg, Script script) {
        session = Session.open(leg, script, new Owner("node1", 1));
        on(new Event.Opened());
    }

    /** A call from a carrier to a number with a voice URL and a fallback. */
    static Scenario inbound() {
        return new Scenario(
                leg(CallDirection.INBOUND, Leg.Phase.OFFERED, CallStatus.RINGING, Optional.of(OFFER)),
                Script.unbegun(ROOT, List.of(), VOICE, Optional.of(FALLBACK)));
    }

    /** A call that was forwarded to the platform, by a caller with a name. */
    static Scenario forwarded(String caller, String from, Map<String, String> headers) {
        Leg leg = leg(CallDirection.INBOUND, Leg.Phase.OFFERED, CallStatus.RINGING, Optional.of(OFFER));
        CallRecord r = leg.record();
        CallRecord record = new CallRecord(
                r.sid(),
                r.session(),
                r.account(),
                r.parent(),
                r.direction(),
                r.from(),
                r.to(),
                Optional.of(caller),
                Optional.of(from),
                r.number(),
                r.status(),
                r.created(),
                r.updated(),
                r.started(),
                r.answered(),
                r.ended(),
                r.sipStatus(),
                r.sipCallId(),
                r.reason());
        return new Scenario(
                new Leg(
                        record,
                        leg.phase(),
                        leg.media(),
                        leg.remoteSdp(),
                        leg.negotiation(),
                        leg.callback(),
                        headers,
                        leg.credentials(),
                        leg.hops()),
                Script.unbegun(ROOT, List.of(), VOICE, Optional.of(FALLBACK)));
    }

    /** A call that the API makes. */
    static Scenario outbound() {
        return new Scenario(
                leg(CallDirection.OUTBOUND_API, Leg.Phase.PREPARING, CallStatus.QUEUED, Optional.empty()),
                Script.unbegun(ROOT, List.of(), VOICE, Optional.empty()));
    }

    /** A call that the API makes, with the document that came along. */
    static Scenario outboundWith(String document) {
        try {
            List<Verb> verbs =
                    new MarkupParser(MarkupLimits.DEFAULT).parse(document).verbs();
            return new Scenario(
                    leg(CallDirection.OUTBOUND_API, Leg.Phase.PREPARING, CallStatus.QUEUED, Optional.empty()),
                    Script.unbegun(ROOT, verbs, new WebhookTarget("", HttpMethod.POST), Optional.empty()));
        } catch (MarkupException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A call from a carrier whose INVITE has no session description. */
    static Scenario lateOffer() {
        return new Scenario(
                leg(CallDirection.INBOUND, Leg.Phase.OFFERED, CallStatus.RINGING, Optional.empty()),
                Script.unbegun(ROOT, List.of(), VOICE, Optional.of(FALLBACK)));
    }

    /** With the deadlines that a call by the API begins with. */
    Scenario limited(Duration ringing, Duration talking) {
        session = session.withAlarm(ROOT, "ring", now.plus(ringing))
                .withAlarm(ROOT, "limit", now.plus(ringing).plus(talking));
        return this;
    }

    /** An inbound call whose first document is there, and which is answered if the document wants that. */
    static Scenario running(String verbs) {
        Scenario call = inbound();
        call.document(verbs);
        return call;
    }

    private static Leg leg(CallDirection direction, Leg.Phase phase, CallStatus status, Optional<String> sdp) {
        Instant start = Instant.parse("2026-11-20T12:00:00Z");
        CallRecord record = new CallRecord(
                ROOT,
                ROOT,
                ACCOUNT,
                Optional.empty(),
                direction,
                "+15551234567",
                "+15550001",
                Optional.empty(),
                Optional.empty(),
                Optional.of(NUMBER),
                status,
                start,
                start,
                start,
                Optional.empty(),
                Optional.empty(),
                0,
                "call-id",
                "");
        Set<CallStatus> events =
                Set.of(CallStatus.INITIATED, CallStatus.RINGING, CallStatus.IN_PROGRESS, CallStatus.COMPLETED);
        WebhookTarget status1 = new WebhookTarget("http://tenant.example.com/status", HttpMethod.POST);
        return new Leg(
                record,
                phase,
                Optional.empty(),
                sdp,
                Optional.empty(),
                new CallbackPlan(Optional.of(status1), events, 0),
                Map.of(),
                Optional.empty(),
                0);
    }

    Scenario on(Event event) {
        Outcome outcome = machine.step(session, event, now);
        session = outcome.session();
        last = outcome.effects();
        all.addAll(last);
        return this;
    }

    Session session() {
        return session;
    }

    Leg root() {
        return session.find(ROOT).orElseThrow();
    }

    Leg child(int index) {
        return session.legs().get(index + 1);
    }

    Scenario advance(Duration time) {
        now = now.plus(time);
        for (Alarm alarm : CallMachine.due(session, now)) {
            on(new Event.DeadlineReached(alarm.leg(), alarm.name()));
        }
        return this;
    }

    // what the world answers

    /** The tenant's server answers the last request for a document. */
    Scenario document(String verbs) {
        return reply(200, "text/xml", "<Response>" + verbs + "</Response>");
    }

    Scenario reply(int status, String type, String body) {
        Effect.Fetch fetch = latest(Effect.Fetch.class);
        var bytes = new WebhookResult.Body(body.getBytes(StandardCharsets.UTF_8));
        on(new Event.Fetched(
                fetch.operation(),
                new WebhookResult.Reply(status, fetch.request().url(), type, bytes, 1),
                fetch.request().parameters()));
        return answerMedia();
    }

    Scenario webhookFails(WebhookResult.Kind kind) {
        Effect.Fetch fetch = latest(Effect.Fetch.class);
        on(new Event.Fetched(
                fetch.operation(),
                new WebhookResult.Failed(kind, "it failed", 1),
                fetch.request().parameters()));
        return answerMedia();
    }

    /** Every media command of the last step succeeds, and so does what follows from that. */
    Scenario answerMedia() {
        List<MediaCommand> commands = media(last);
        for (MediaCommand command : commands) {
            on(new Event.MediaAnswered(command.operation(), result(command)));
            answerMedia();
        }
        return this;
    }

    private MediaResult result(MediaCommand command) {
        if (command instanceof MediaCommand.Open || command instanceof MediaCommand.Bridge) {
            String name = command instanceof MediaCommand.Open ? "leg/" : "cnf/";
            MediaHandle handle = new MediaHandle("ms1", name + ++endpoints, "c" + endpoints);
            return new MediaResult.Opened(handle, Optional.of("v=0 local " + endpoints));
        }
        return command instanceof MediaCommand.Modify
                ? new MediaResult.Modified("v=0 modified")
                : new MediaResult.Done();
    }

    Scenario happened(MediaEvent event) {
        on(new Event.MediaHappened(event));
        return answerMedia();
    }

    Scenario playEnds() {
        MediaCommand.Play play = latestMedia(MediaCommand.Play.class);
        return happened(new MediaEvent.PlayEnded(play.leg(), 1, play.operation(), Optional.empty()));
    }

    /** A prompt of the command with this operation is left out. */
    Scenario promptFails(String operation, MediaFailure.Kind kind) {
        MediaHandle leg = root().media().orElseThrow();
        return happened(new MediaEvent.PromptFailed(leg, 0, operation, new MediaFailure(kind, "left out")));
    }

    Scenario collected(String digits) {
        MediaCommand.Collect collect = latestMedia(MediaCommand.Collect.class);
        var reason = digits.isEmpty() ? MediaEvent.EndReason.TIMEOUT : MediaEvent.EndReason.MAX_DIGITS;
        return happened(new MediaEvent.Collected(collect.leg(), 1, collect.operation(), digits, reason));
    }

    Scenario recorded(Duration length, String digit) {
        MediaCommand.Record record = latestMedia(MediaCommand.Record.class);
        return happened(new MediaEvent.Recorded(
                record.target(),
                1,
                record.operation(),
                "file:///recorded.wav",
                "",
                length,
                MediaEvent.EndReason.FINISH_KEY,
                digit));
    }

    Scenario kept(long bytes) {
        Effect.Keep keep = latest(Effect.Keep.class);
        on(new Event.Kept(keep.operation(), keep.recording(), bytes));
        return answerMedia();
    }

    Scenario signalled(SignalEvent event) {
        on(new Event.Signalled(event));
        return answerMedia();
    }

    Scenario command(String id, CallChange change) {
        on(new Event.Commanded(id, ROOT, change));
        return answerMedia();
    }

    // what the session has done

    List<Effect> lastEffects() {
        return last;
    }

    <E extends Effect> List<E> effects(Class<E> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <E extends Effect> E latest(Class<E> type) {
        List<E> found = effects(type);
        if (found.isEmpty()) {
            throw new AssertionError("no " + type.getSimpleName() + " among " + all);
        }
        return found.get(found.size() - 1);
    }

    <C extends MediaCommand> List<C> media(Class<C> type) {
        return media(all).stream().filter(type::isInstance).map(type::cast).toList();
    }

    <C extends MediaCommand> C latestMedia(Class<C> type) {
        List<C> found = media(type);
        if (found.isEmpty()) {
            throw new AssertionError("no " + type.getSimpleName() + " among " + all);
        }
        return found.get(found.size() - 1);
    }

    private static List<MediaCommand> media(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Media.class::isInstance)
                .map(effect -> ((Effect.Media) effect).command())
                .toList();
    }

    <S extends SignalCommand> List<S> signals(Class<S> type) {
        return effects(Effect.Signal.class).stream()
                .map(Effect.Signal::command)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The statuses of which the root's status callback was told, in order. */
    List<String> told() {
        return effects(Effect.Tell.class).stream()
                .filter(tell -> tell.leg().equals(ROOT))
                .filter(tell -> tell.request().url().endsWith("/status"))
                .map(tell -> String.valueOf(tell.request().parameters().get("CallStatus")))
                .toList();
    }

    List<Integer> notices() {
        return effects(Effect.Write.class).stream()
                .map(Effect.Write::entry)
                .filter(OutboxEntry.Notified.class::isInstance)
                .map(entry -> ((OutboxEntry.Notified) entry).notification())
                .map(Notification::errorCode)
                .toList();
    }

    List<CallRecord> records() {
        return effects(Effect.Write.class).stream()
                .map(Effect.Write::entry)
                .filter(OutboxEntry.CallEnded.class::isInstance)
                .map(entry -> ((OutboxEntry.CallEnded) entry).call())
                .toList();
    }
}
