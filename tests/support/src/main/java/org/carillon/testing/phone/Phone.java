// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sip.ServerTransaction;
import org.carillon.testing.NotSeen;
import org.carillon.testing.phone.sip.SipLink;
import org.carillon.testing.timeline.Timeline;
import org.carillon.testing.timeline.TimelineEvent.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A telephone for tests: SIP on UDP and TCP at a port of 127.0.0.1, RTP with G.711. Many can live in one JVM; closing
 * one hangs up its calls and gives back all its ports. It holds at most {@value #MAX_CALLS} calls in its life.
 *
 * <p>Not supported: reliable provisional responses (RFC 3262), authentication, TLS, calls of a phone to itself.
 */
public final class Phone implements AutoCloseable {
    static final int MAX_CALLS = 10_000;

    private static final int MAX_WAITING = 1_000;
    private static final Duration LEAVE_TIME = Duration.ofMillis(300);

    private final PhoneSettings settings;
    private final PhoneLine line;
    private final ExecutorService thread;
    private final ExecutorService policies;
    private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<PhoneCall> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private volatile @Nullable IncomingPolicy policy;

    private Phone(PhoneSettings settings) {
        this.settings = settings;
        this.thread = Executors.newSingleThreadExecutor(task -> daemon(task, "phone-" + settings.name()));
        this.policies = Executors.newCachedThreadPool(task -> daemon(task, "phone-policy-" + settings.name()));
        var wire = new PhoneWire(settings);
        SipLink link = SipLink.open(settings.name(), settings.sip().port(), new PhoneEvents(this), wire);
        this.line = new PhoneLine(settings, link, thread, wire.vanished());
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts a phone.
     *
     * @throws IllegalStateException if its port is taken
     */
    public static Phone start(PhoneSettings settings) {
        return new Phone(settings);
    }

    /** Starts a phone with the usual settings. */
    public static Phone start(String name) {
        return start(PhoneSettings.named(name));
    }

    /** Calls a SIP URI, for example {@code sip:+15550001@127.0.0.1:5060}. Returns when the INVITE is out. */
    public PhoneCall call(String uri) {
        return call(CallRequest.to(uri));
    }

    /** Calls. Returns when the INVITE is out. */
    public PhoneCall call(CallRequest request) {
        PhoneCall call = newCall(UUID.randomUUID() + "@" + settings.name());
        line.command("call " + request.target(), () -> call.setup().invite(request, call.callId()));
        return call;
    }

    /** What to do with calls that come in from now on; they no longer appear in {@link #awaitCall()}. */
    public Phone onCall(IncomingPolicy incoming) {
        policy = incoming;
        return this;
    }

    /** Waits for the next incoming call that no policy took, with the phone's patience. */
    public PhoneCall awaitCall() {
        return awaitCall(settings.patience());
    }

    /** Waits for the next incoming call that no policy took. */
    public PhoneCall awaitCall(Duration atMost) {
        try {
            PhoneCall call = waiting.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (call == null) {
                throw new NotSeen("phone " + settings.name() + " was not called within " + atMost + "\n"
                        + settings.timeline().text());
            }
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while waiting for a call", e);
        }
    }

    /** All calls so far, in no order. */
    public List<PhoneCall> calls() {
        return List.copyOf(calls.values());
    }

    /** Its own address, for example {@code sip:bob@127.0.0.1:25004}. */
    public String uri() {
        return line.writer().ownUri();
    }

    /** Its SIP port on 127.0.0.1. */
    public int port() {
        return line.link().port();
    }

    /** Its name. */
    public String name() {
        return settings.name();
    }

    /** Where it writes what happens. */
    public Timeline timeline() {
        return settings.timeline();
    }

    PhoneLine line() {
        return line;
    }

    Optional<PhoneCall> callOf(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    void remark(String callId, String text) {
        settings.timeline().note(settings.name(), callId, Kind.NOTE, text);
    }

    private PhoneCall newCall(String callId) {
        if (calls.size() >= MAX_CALLS) {
            throw new NotSeen("phone " + settings.name() + " has had " + MAX_CALLS + " calls; start another");
        }
        var call = new PhoneCall(line, callId);
        calls.put(callId, call);
        return call;
    }

    /** An INVITE came in; runs on the phone's thread. */
    void called(String callId, ServerTransaction invite) {
        PhoneCall call = newCall(callId);
        call.setup().received(invite);
        IncomingPolicy incoming = policy;
        if (incoming != null) {
            policies.execute(() -> runPolicy(incoming, call));
            return;
        }
        if (!waiting.offer(call)) {
            policies.execute(() -> runPolicy(IncomingPolicy.reject(486), call));
        }
    }

    private void runPolicy(IncomingPolicy incoming, PhoneCall call) {
        try {
            incoming.handle(call);
        } catch (RuntimeException | AssertionError e) {
            remark(call.callId(), "policy failed: " + e.getMessage());
        }
    }

    /** Hangs up what is up, waits a moment for the answers, and gives back all ports. */
    @Override
    public void close() {
        policies.shutdownNow();
        var leaving = new ArrayList<CompletableFuture<?>>();
        for (PhoneCall call : calls()) {
            try {
                leaving.add(line.ask("hang up", call::leave));
            } catch (NotSeen alreadyGone) {
                remark(call.callId(), "could not leave the call: " + alreadyGone.getMessage());
            }
        }
        long end = System.nanoTime() + LEAVE_TIME.toNanos();
        while (System.nanoTime() < end && !leaving.stream().allMatch(CompletableFuture::isDone)) {
            LockSupport.parkNanos(5_000_000);
        }
        calls.values().forEach(PhoneCall::close);
        thread.shutdownNow();
        line.link().close();
    }
}
