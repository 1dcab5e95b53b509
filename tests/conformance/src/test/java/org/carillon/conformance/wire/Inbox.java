// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a peer has received: each message once, however often it was sent, and how often that was. */
final class Inbox {
    private final List<SipMessage> waiting = new ArrayList<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final List<String> all = new ArrayList<>();

    synchronized void receive(String text) {
        all.add(text);
        if (copies.merge(text, 1, Integer::sum) == 1) {
            waiting.add(SipMessage.parse(text));
        }
        notifyAll();
    }

    /** Takes the first message that fits, waiting for it. */
    synchronized SipMessage take(String what, Predicate<SipMessage> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            for (SipMessage message : waiting) {
                if (wanted.test(message)) {
                    waiting.remove(message);
                    return message;
                }
            }
            await(what, end);
        }
    }

    /** {@return how often a message has come} */
    synchronized int copies(SipMessage message) {
        return copies.entrySet().stream()
                .filter(entry -> SipMessage.parse(entry.getKey()).equals(message))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    /** Waits until a message has come so often. */
    synchronized void copies(SipMessage message, int times, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (copies(message) < times) {
            await(times + " copies of " + message.startLine(), end);
        }
    }

    /** {@return whether a message comes in time that fits; it stays} */
    synchronized boolean comes(Predicate<SipMessage> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!has(wanted)) {
            if (System.nanoTime() >= end) {
                return false;
            }
            try {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    /** {@return whether a message is here that fits; it stays} */
    synchronized boolean has(Predicate<SipMessage> wanted) {
        return waiting.stream().anyMatch(wanted);
    }

    // Both callers look again in a loop.
    @SuppressWarnings("WaitNotInLoop")
    private void await(String what, long end) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new AssertionError("not received: " + what + "; received:\n" + String.join("\n", all));
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
