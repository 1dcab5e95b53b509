// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * The messages of all connectors since the container started.
 *
 * <p>Two places count what comes in: the wire, where every message passes, and the dispatcher, which gets what the
 * stack did not take itself. The difference is what the stack absorbed: retransmissions and answers to nothing.
 */
public final class Traffic {
    private final Map<SipMethod, LongAdder> requestsReceived = adders(SipMethod.class);
    private final Map<SipMethod, LongAdder> requestsSent = adders(SipMethod.class);
    private final Map<ResponseClass, LongAdder> responsesReceived = adders(ResponseClass.class);
    private final Map<ResponseClass, LongAdder> responsesSent = adders(ResponseClass.class);
    private final LongAdder requestsOnTheWire = new LongAdder();
    private final LongAdder responsesOnTheWire = new LongAdder();

    /** All counters are 0. */
    public Traffic() {}

    /** An EnumMap that nobody changes afterwards is read by an index, without a lock. */
    private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> type) {
        var adders = new EnumMap<K, LongAdder>(type);
        for (var key : type.getEnumConstants()) {
            adders.put(key, new LongAdder());
        }
        return adders;
    }

    private static <K> LongAdder adder(Map<K, LongAdder> adders, K key) {
        return Objects.requireNonNull(adders.get(key));
    }

    /** A request came from a peer; the stack has not looked at it yet. */
    public void requestOnTheWire() {
        requestsOnTheWire.increment();
    }

    /** A response came from a peer; the stack has not looked at it yet. */
    public void responseOnTheWire() {
        responsesOnTheWire.increment();
    }

    /** The dispatcher got a request. */
    public void requestReceived(String method) {
        adder(requestsReceived, SipMethod.of(method)).increment();
    }

    /** The dispatcher got a response. */
    public void responseReceived(int status) {
        adder(responsesReceived, ResponseClass.of(status)).increment();
    }

    /** A request goes out for the first time. */
    public void requestSent(String method) {
        adder(requestsSent, SipMethod.of(method)).increment();
    }

    /** A response goes out for the first time. */
    public void responseSent(int status) {
        adder(responsesSent, ResponseClass.of(status)).increment();
    }

    /** {@return requests that the dispatcher got} */
    public long requestsReceived(SipMethod method) {
        return adder(requestsReceived, method).sum();
    }

    /** {@return requests that went out, each counted once} */
    public long requestsSent(SipMethod method) {
        return adder(requestsSent, method).sum();
    }

    /** {@return responses that the dispatcher got} */
    public long responsesReceived(ResponseClass responses) {
        return adder(responsesReceived, responses).sum();
    }

    /** {@return responses that went out, each counted once} */
    public long responsesSent(ResponseClass responses) {
        return adder(responsesSent, responses).sum();
    }

    /** {@return requests that the stack took itself, above all retransmissions; never negative} */
    public long requestsAbsorbed() {
        return Math.max(0, requestsOnTheWire.sum() - sum(requestsReceived));
    }

    /** {@return responses that the stack took itself: retransmissions, and answers to nothing; never negative} */
    public long responsesAbsorbed() {
        return Math.max(0, responsesOnTheWire.sum() - sum(responsesReceived));
    }

    private static long sum(Map<?, LongAdder> adders) {
        return adders.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
