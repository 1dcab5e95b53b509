// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.calls.session.Alarm;
import org.carillon.engine.calls.session.CallbackPlan;
import org.carillon.engine.calls.session.Deposit;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.markup.verb.Redirect;
import org.carillon.engine.markup.verb.Verb;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookLimits;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookTarget;

/** A session in the middle of a Dial, always the same. */
final class SessionSamples {
    static final AccountSid ACCOUNT = new AccountSid("AC" + "0".repeat(32));
    static final CallSid ROOT = new CallSid("CA" + "1".repeat(32));
    static final CallSid CHILD = new CallSid("CA" + "2".repeat(32));

    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123456Z");
    private static final String SDP = """
            v=0\r
            o=- 1 1 IN IP4 127.0.0.1\r
            s=-\r
            c=IN IP4 127.0.0.1\r
            t=0 0\r
            m=audio 16384 RTP/AVP 0 8 101\r
            a=rtpmap:101 telephone-event/8000\r
            a=fmtp:101 0-16\r
            a=ptime:20\r
            """;

    private SessionSamples() {}

    static Session session(long epoch) {
        WebhookTarget source = new WebhookTarget("http://127.0.0.1:8000/voice", HttpMethod.POST);
        List<Verb> verbs = List.of(new Redirect("/next", HttpMethod.POST));
        VerbState dialling = new VerbState.Dialling(
                VerbState.Stage.CONNECTED,
                List.of(CHILD),
                Optional.of(CHILD),
                Optional.empty(),
                Optional.of(ROOT + ".7.1"),
                Optional.of(new MediaHandle("media1", "mixer/4", "m4")),
                Optional.empty(),
                Optional.of(new VerbState.Capture(new RecordingSid("RE" + "3".repeat(32)), TIME)),
                Optional.empty());
        Script script = new Script(
                ROOT, verbs, 0, dialling, source, Optional.of(source), Optional.empty(), 2, Script.Stage.RUNNING);
        return new Session(
                ROOT,
                ACCOUNT,
                new Owner("node1", epoch),
                17,
                List.of(leg(ROOT, Optional.empty()), leg(CHILD, Optional.of(ROOT))),
                List.of(script),
                List.of(new Alarm(ROOT, "time-limit", TIME.plusSeconds(14_400))),
                pending(source),
                List.of("command-1"),
                new Session.Counters(1, 1, 0, 2, 0),
                List.of());
    }

    /** With a recording on its way into the vault. */
    static Session depositing(long epoch) {
        Deposit deposit = new Deposit(
                ROOT,
                new VerbState.Capture(new RecordingSid("RE" + "4".repeat(32)), TIME),
                Recording.Source.RECORD_VERB,
                1,
                3_100,
                new RecordingCallback(
                        Optional.of("http://127.0.0.1:8000/stored"),
                        HttpMethod.POST,
                        Set.of(RecordingCallback.Event.COMPLETED)));
        return session(epoch).with(deposit);
    }

    private static List<Effect> pending(WebhookTarget source) {
        MediaHandle media = new MediaHandle("media1", "leg/1", "l1");
        WebhookRequest request = new WebhookRequest(
                ACCOUNT,
                HttpMethod.POST,
                source.url(),
                Map.of("CallSid", ROOT.value()),
                WebhookLimits.DEFAULT,
                "token");
        return List.of(
                new Effect.Signal(new SignalCommand.Answer(ROOT + ".17.0", ROOT, SDP)),
                new Effect.Media(new MediaCommand.Bridge(ROOT + ".17.1", ROOT.value(), List.of(media, media))),
                new Effect.Tell(ROOT + ".17.2", CHILD, request),
                new Effect.Write(ROOT + ".17.3", new OutboxEntry.CallEnded(ROOT, 0, call(CHILD, Optional.of(ROOT)))));
    }

    private static Leg leg(CallSid sid, Optional<CallSid> parent) {
        return new Leg(
                call(sid, parent),
                Leg.Phase.UP,
                Optional.of(new MediaHandle("media1", "leg/" + sid.value().charAt(5), "l")),
                Optional.of(SDP),
                Optional.of(new Leg.Negotiation(sid + ".3.0", Leg.Purpose.REOFFER)),
                new CallbackPlan(
                        Optional.of(new WebhookTarget("http://127.0.0.1:8000/status", HttpMethod.GET)),
                        Set.of(CallStatus.COMPLETED),
                        3),
                Map.of("Call-ID", "abc@127.0.0.1"),
                Optional.empty(),
                0);
    }

    static CallRecord call(CallSid sid, Optional<CallSid> parent) {
        return call(sid, parent, CallStatus.IN_PROGRESS);
    }

    static CallRecord call(CallSid sid, Optional<CallSid> parent, CallStatus status) {
        return new CallRecord(
                sid,
                ROOT,
                ACCOUNT,
                parent,
                parent.isPresent() ? CallDirection.OUTBOUND_DIAL : CallDirection.INBOUND,
                "+14155550100",
                NumberNoun.plain("+14155550199").number(),
                Optional.of("Ann"),
                Optional.empty(),
                Optional.empty(),
                status,
                TIME,
                TIME,
                TIME,
                Optional.of(TIME.plusSeconds(2)),
                Optional.empty(),
                200,
                "abc@127.0.0.1",
                "");
    }
}
