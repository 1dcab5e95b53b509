// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.carillon.testing.NotSeen;
import org.carillon.testing.phone.IncomingPolicy;
import org.carillon.testing.phone.PhoneCall;
import org.jspecify.annotations.Nullable;

/** Somebody who can be called by number through the trunk. */
public final class Callee {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String number;
    private final LinkedBlockingQueue<PhoneCall> waiting = new LinkedBlockingQueue<>(1_000);
    private final List<PhoneCall> calls = new CopyOnWriteArrayList<>();
    private volatile @Nullable IncomingPolicy policy;

    Callee(String number) {
        this.number = number;
    }

    /** In E.164 form. */
    public String number() {
        return number;
    }

    /** What is done with calls from now on; they no longer appear in {@link #awaitCall()}. */
    public Callee onCall(IncomingPolicy incoming) {
        policy = incoming;
        return this;
    }

    void arrived(PhoneCall call) {
        calls.add(call);
        IncomingPolicy incoming = policy;
        if (incoming != null) {
            incoming.handle(call);
            return;
        }
        if (!waiting.offer(call)) {
            call.reject(486);
        }
    }

    /**
     * Waits for the next call that no policy took.
     *
     * @throws NotSeen if none comes within 15 s
     */
    public PhoneCall awaitCall() {
        try {
            PhoneCall call = waiting.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (call == null) {
                throw new NotSeen(number + " was not called through the trunk within " + PATIENCE);
            }
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while waiting for a call", e);
        }
    }

    /** All calls so far. */
    public List<PhoneCall> calls() {
        return List.copyOf(calls);
    }
}
