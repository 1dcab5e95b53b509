// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.scripted;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.carillon.engine.calls.signalling.CallSignalling;
import org.carillon.engine.calls.signalling.IncomingCall;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.carillon.engine.ids.CallSid;

/** Does with a call what the last digits of the called number say, or makes the call that a header asks for. */
@ApplicationScoped
public class ScriptedSink implements SignalSink {
    /** Where events are written. */
    public static final String EVENTS = "carillon.test.events";

    private static final String SDP = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 RTP/AVP 0 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            """.replace("\n", "\r\n");

    private final AtomicReference<CallSignalling> signalling = new AtomicReference<>();
    private final Map<CallSid, Script> scripts = new ConcurrentHashMap<>();
    /** Commands come from a thread of the engine, never from the SIP stack's. */
    private final Executor engine = Executors.newSingleThreadExecutor();

    private final AtomicInteger operations = new AtomicInteger();

    @Override
    public void register(CallSignalling registered) {
        signalling.set(registered);
    }

    @Override
    public void unregister(CallSignalling unregistered) {
        signalling.compareAndSet(unregistered, null);
    }

    @Override
    public CompletionStage<Admission> arrive(IncomingCall call) {
        write("Arrived " + call.to().address() + " from " + call.from().address() + " "
                + call.headers().getOrDefault("X-Test", "-"));
        String digits =
                call.to().address().substring(Math.max(0, call.to().address().length() - 2));
        return CompletableFuture.completedFuture(admit(call, digits));
    }

    private Admission admit(IncomingCall call, String digits) {
        return switch (digits) {
            case "04" -> new Admission.Refused(404, "Not Found");
            case "05" -> new Admission.Refused(503, "Service Unavailable");
            case "08" -> {
                callOut(call);
                yield new Admission.Refused(480, "Temporarily Unavailable");
            }
            default -> {
                Script script = Script.ofDigits(digits);
                scripts.put(call.leg(), script);
                engine.execute(() -> begin(call.leg(), script));
                yield new Admission.Taken();
            }
        };
    }

    private void begin(CallSid leg, Script script) {
        perform(new SignalCommand.Ring(next(), leg));
        switch (script) {
            case REFUSE -> perform(new SignalCommand.Refuse(next(), leg, 486, "Busy Here"));
            case RING -> {}
            case ANSWER_AND_HANG_UP_AT_ONCE -> {
                perform(new SignalCommand.Answer(next(), leg, SDP));
                perform(new SignalCommand.HangUp(next(), leg));
            }
            default -> {
                SignalCommand answer = new SignalCommand.Answer(next(), leg, SDP);
                perform(answer);
                // The same operation again: must have no effect.
                perform(answer);
            }
        }
    }

    private void callOut(IncomingCall call) {
        CallSid leg = CallSid.derived(call.leg(), "out", 1);
        scripts.put(leg, Script.valueOf(call.headers().getOrDefault("X-Then", "KEEP")));
        Optional<String> user = Optional.ofNullable(call.headers().get("X-User"));
        perform(new SignalCommand.Invite(
                next(),
                leg,
                leg,
                call.headers().getOrDefault("X-Target", ""),
                Optional.ofNullable(call.headers().get("X-Hop")),
                new PartyAddress("+15550009999", Optional.of("Tester")),
                Map.of("X-Order", "17"),
                user.map(name -> new SipCredentials(name, "secret")),
                SDP,
                call.hops() + 1));
    }

    @Override
    public void tookOver(CallSid session) {}

    @Override
    public void report(CallSid session, SignalEvent event) {
        write(event.getClass().getSimpleName() + " " + details(event));
        Script script = scripts.getOrDefault(event.leg(), Script.KEEP);
        CallSid leg = event.leg();
        if (event instanceof SignalEvent.Reoffered) {
            perform(new SignalCommand.AnswerReoffer(next(), leg, SDP));
        } else if (event instanceof SignalEvent.Ringing && script == Script.CANCEL) {
            perform(new SignalCommand.Cancel(next(), leg));
        } else if (script == Script.HANG_UP
                && (event instanceof SignalEvent.Answered || event instanceof SignalEvent.Confirmed)) {
            perform(new SignalCommand.HangUp(next(), leg));
        } else if (script == Script.PROBE && event instanceof SignalEvent.Answered) {
            perform(new SignalCommand.Probe(next(), leg));
        }
    }

    private static String details(SignalEvent event) {
        if (event instanceof SignalEvent.Refused refused) {
            return String.valueOf(refused.status());
        }
        if (event instanceof SignalEvent.Ringing ringing) {
            return String.valueOf(ringing.status());
        }
        if (event instanceof SignalEvent.Lost lost) {
            return lost.reason();
        }
        if (event instanceof SignalEvent.InfoDigit digit) {
            return String.valueOf(digit.digit());
        }
        if (event instanceof SignalEvent.Confirmed confirmed) {
            return confirmed.sdp().isPresent() ? "with answer" : "";
        }
        if (event instanceof SignalEvent.HungUp hungUp) {
            return hungUp.reason().orElse("");
        }
        return "";
    }

    private void perform(SignalCommand command) {
        CallSignalling now = Objects.requireNonNull(signalling.get(), "not registered");
        now.perform(command).whenComplete((nothing, failure) -> {
            if (failure != null) {
                write("Failed " + command.getClass().getSimpleName() + " " + failure);
            }
        });
    }

    private String next() {
        return "op" + operations.incrementAndGet();
    }

    private static synchronized void write(String line) {
        try {
            Files.writeString(
                    Path.of(System.getProperty(EVENTS, "events.txt")),
                    line.strip() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private enum Script {
        KEEP,
        HANG_UP,
        CANCEL,
        RING,
        REFUSE,
        PROBE,
        ANSWER_AND_HANG_UP_AT_ONCE;

        static Script ofDigits(String digits) {
            return switch (digits.toLowerCase(Locale.ROOT)) {
                case "02" -> HANG_UP;
                case "03" -> RING;
                case "06" -> ANSWER_AND_HANG_UP_AT_ONCE;
                case "07" -> REFUSE;
                default -> KEEP;
            };
        }
    }
}
