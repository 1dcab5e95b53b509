// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall.Instructions;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaEvent.EndReason;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookTarget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, in whatever order: no step fails, and when everybody has hung up nothing is left behind. */
class AnyOrderTest {
    private static final List<String> DOCUMENTS = List.of(
            "<Say>Hi</Say><Redirect>/a</Redirect>",
            "<Gather action=\"/b\"><Say>Press</Say></Gather><Pause/>",
            "<Record action=\"/c\" recordingStatusCallback=\"/r\"/>",
            "<Dial action=\"/d\" record=\"record-from-answer\" hangupOnStar=\"true\">+15550002</Dial>",
            "<Dial answerOnBridge=\"true\"><Number sendDigits=\"1\">+15550002</Number><Sip>sip:b@example.com</Sip></Dial>",
            "<Reject/>",
            "<Play loop=\"0\">x.wav</Play>",
            "<Unknown/>",
            "",
            "<Pause length=\"3\"/><Hangup/>");

    private final List<Effect> open = new ArrayList<>();
    private final List<MediaHandle> opened = new ArrayList<>();
    private int endpoints;
    private int seen;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nothingIsLeftBehind(long seed) {
        for (int round = 0; round < 100; round++) {
            Random random = new Random(seed * 1000 + round);
            open.clear();
            opened.clear();
            seen = 0;
            Scenario call = random.nextBoolean() ? Scenario.inbound() : Scenario.outbound();
            collect(call);
            int events = 5 + random.nextInt(60);
            for (int i = 0; i < events && !call.session().isOver(); i++) {
                happen(call, random);
            }
            settle(call);
            assertThat(call.session().isOver())
                    .as("seed %d round %d: %s", seed, round, call.session())
                    .isTrue();
            assertEndpointsAreClosed(call);
            assertThat(call.records())
                    .extracting(record -> record.sid())
                    .containsExactlyInAnyOrderElementsOf(
                            call.session().legs().stream().map(Leg::sid).toList());
        }
    }

    private void happen(Scenario call, Random random) {
        CallSid leg = anyLeg(call, random);
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4, 5 -> answerOne(call, random);
            case 6, 7 -> apply(call, new Event.Signalled(signal(leg, random)));
            case 8 -> advance(call, Duration.ofSeconds(random.nextInt(20)));
            case 9 -> apply(call, command(leg, random));
            case 10 -> apply(call, new Event.Kept("any", anyRecording(call, random), random.nextInt(3) - 1));
            case 11 -> opened(call, random).ifPresent(event -> apply(call, new Event.MediaHappened(event)));
            case 12 -> apply(call, new Event.TellFailed(leg, "http://tenant.example.com/status", "no", 11200));
            default -> {
                if (random.nextInt(4) == 0) {
                    apply(call, new Event.Unroutable(leg, 13227, "no trunk"));
                }
            }
        }
    }

    private static RecordingSid anyRecording(Scenario call, Random random) {
        return RecordingSid.derived(call.session().root(), "recording", random.nextInt(3));
    }

    /** What a place on the media server that was opened reports by itself. */
    private Optional<MediaEvent> opened(Scenario call, Random random) {
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        MediaHandle source = opened.get(random.nextInt(opened.size()));
        String operation = call.session().root() + ".1.1";
        return Optional.of(
                switch (random.nextInt(6)) {
                    case 0 -> new MediaEvent.EndpointLost(source, 1, operation, "restart");
                    case 1, 2 -> new MediaEvent.AudioLost(source, 2, operation);
                    default -> new MediaEvent.DigitHeard(source, 3, operation, random.nextBoolean() ? '*' : '1');
                });
    }

    private void advance(Scenario call, Duration time) {
        call.advance(time);
        collect(call);
    }

    private void apply(Scenario call, Event event) {
        call.on(event);
        collect(call);
    }

    private void collect(Scenario call) {
        List<Effect> all = call.effects(Effect.class);
        open.addAll(all.subList(seen, all.size()));
        seen = all.size();
    }

    private static CallSid anyLeg(Scenario call, Random random) {
        List<Leg> legs = call.session().legs();
        return legs.get(random.nextInt(legs.size())).sid();
    }

    private static SignalEvent signal(CallSid leg, Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new SignalEvent.Sent(leg, "id");
            case 1 -> new SignalEvent.Ringing(leg, 180, Optional.empty());
            case 2, 3 -> new SignalEvent.Answered(leg, "v=0");
            case 4 -> new SignalEvent.Refused(leg, 400 + random.nextInt(300), "no");
            case 5 -> new SignalEvent.Confirmed(leg, random.nextBoolean() ? Optional.of("v=0") : Optional.empty());
            case 6 -> new SignalEvent.Reoffered(leg, random.nextBoolean() ? Optional.of("v=0") : Optional.empty());
            case 7 -> new SignalEvent.HungUp(leg, Optional.empty());
            default -> new SignalEvent.Lost(leg, "lost");
        };
    }

    private static Event command(CallSid leg, Random random) {
        WebhookTarget target = new WebhookTarget("http://tenant.example.com/x", HttpMethod.POST);
        CallChange change = switch (random.nextInt(6)) {
            case 0 -> new CallChange.Complete();
            case 1 -> new CallChange.Cancel();
            case 2, 3 -> new CallChange.Redirect(new Instructions.FromUrl(target), Optional.empty());
            default ->
                new CallChange.Redirect(new Instructions.Inline("<Response><Say>x</Say></Response>"), Optional.empty());
        };
        return new Event.Commanded("c" + random.nextInt(1000), leg, change);
    }

    /** One of the effects that wait for the world gets its answer. */
    private void answerOne(Scenario call, Random random) {
        List<Effect> waiting = open.stream()
                .filter(e -> e instanceof Effect.Media || e instanceof Effect.Fetch || e instanceof Effect.Keep)
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        Effect effect = waiting.get(random.nextInt(waiting.size()));
        open.remove(effect);
        if (effect instanceof Effect.Fetch fetch) {
            apply(call, new Event.Fetched(fetch.operation(), document(fetch, random), Map.of()));
            return;
        }
        if (effect instanceof Effect.Keep keep) {
            apply(call, new Event.Kept(keep.operation(), keep.recording(), random.nextInt(3) - 1));
            return;
        }
        MediaCommand command = ((Effect.Media) effect).command();
        boolean fails = random.nextInt(8) == 0;
        apply(call, new Event.MediaAnswered(command.operation(), result(command, fails)));
        if (!fails) {
            ending(command, random).ifPresent(event -> apply(call, new Event.MediaHappened(event)));
        }
    }

    private static WebhookResult document(Effect.Fetch fetch, Random random) {
        if (random.nextInt(6) == 0) {
            return new WebhookResult.Failed(WebhookResult.Kind.TIMEOUT, "late", 1);
        }
        String body = "<Response>" + DOCUMENTS.get(random.nextInt(DOCUMENTS.size())) + "</Response>";
        var bytes = new WebhookResult.Body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new WebhookResult.Reply(200, fetch.request().url(), "text/xml", bytes, 1);
    }

    private MediaResult result(MediaCommand command, boolean fails) {
        if (fails) {
            return new MediaResult.Failed(new MediaFailure(MediaFailure.Kind.OTHER, "broken"));
        }
        if (command instanceof MediaCommand.Open || command instanceof MediaCommand.Bridge) {
            MediaHandle handle = new MediaHandle("ms", "e" + ++endpoints, "c");
            opened.add(handle);
            return new MediaResult.Opened(handle, Optional.of("v=0"));
        }
        return command instanceof MediaCommand.Modify ? new MediaResult.Modified("v=0") : new MediaResult.Done();
    }

    private static Optional<MediaEvent> ending(MediaCommand command, Random random) {
        MediaHandle source = new MediaHandle("ms", "e", "c");
        if (command instanceof MediaCommand.Play play) {
            return Optional.of(new MediaEvent.PlayEnded(source, 1, play.operation(), Optional.empty()));
        }
        if (command instanceof MediaCommand.Collect collect) {
            return Optional.of(new MediaEvent.Collected(
                    source, 1, collect.operation(), random.nextBoolean() ? "1" : "", EndReason.TIMEOUT));
        }
        return command instanceof MediaCommand.Record record
                ? Optional.of(new MediaEvent.Recorded(
                        source,
                        1,
                        record.operation(),
                        "file:///x",
                        "",
                        Duration.ofSeconds(random.nextInt(3)),
                        EndReason.STOPPED,
                        ""))
                : Optional.empty();
    }

    /** Everybody hangs up; what was under way comes to its end. */
    private void settle(Scenario call) {
        for (int i = 0; i < 20 && !call.session().isOver(); i++) {
            for (Leg leg : call.session().legs()) {
                apply(call, new Event.Signalled(new SignalEvent.HungUp(leg.sid(), Optional.empty())));
            }
            advance(call, Duration.ofSeconds(10));
        }
        for (Effect.Keep keep : call.effects(Effect.Keep.class)) {
            apply(call, new Event.Kept(keep.operation(), keep.recording(), -1));
        }
        while (open.stream().anyMatch(Effect.Media.class::isInstance)) {
            Effect.Media media = (Effect.Media) open.stream()
                    .filter(Effect.Media.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            open.remove(media);
            apply(call, new Event.MediaAnswered(media.operation(), result(media.command(), false)));
        }
    }

    /** Every place that the media server opened is closed, and closed once. */
    private void assertEndpointsAreClosed(Scenario call) {
        assertThat(call.session().legs()).allMatch(leg -> leg.media().isEmpty());
        assertThat(call.media(MediaCommand.Close.class))
                .extracting(MediaCommand.Close::handle)
                .containsExactlyInAnyOrderElementsOf(opened);
        assertThat(call.signals(SignalCommand.Answer.class)).hasSizeLessThanOrEqualTo(1);
        assertThat(call.session().alarms()).isEmpty();
    }
}
