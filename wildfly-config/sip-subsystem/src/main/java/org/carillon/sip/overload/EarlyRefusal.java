// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import javax.sip.message.Response;
import org.carillon.sip.metrics.Traffic;

/**
 * Refuses datagrams on their lane before they are parsed: 503 with Retry-After (RFC 3261 section 21.5.4) without a transaction.
 *
 * <p>At three times the load, two of three requests are refused. Each that goes through parser and stack first costs
 * a sixth of a call, which adds up to a third of what the server could carry. A server that is warm and not behind looks at
 * nothing here but two flags.
 *
 * <p>What was refused stays refused: a repetition that comes when the lanes have caught up would otherwise become a call that its
 * caller has given up. The ACK to a refusal is known by its tag, and ends here. Safe for all threads.
 */
public final class EarlyRefusal {
    /** With it the tags of refusals begin, and no other tags of ours. */
    static final String TAG = "busy-";

    /** Branches that are remembered, by a hash: enough for some seconds at ten thousand refusals each. */
    private static final int REMEMBERED = 1 << 16;

    /** For so long a caller may repeat a request, or the ACK to its refusal (64 times T1). */
    private static final long LATELY = TimeUnit.SECONDS.toNanos(32);

    private final Admission admission;
    private final SourceLimits limits;
    private final IntSupplier retryAfterSeconds;
    private final Predicate<String> isKnown;
    private final Traffic traffic;
    private final AtomicIntegerArray refused = new AtomicIntegerArray(REMEMBERED);
    /** Whether there was a refusal lately, and when the last was; read without looking at the clock while there was none. */
    private volatile boolean hasRefused;

    private volatile long lastRefusal;

    /** Sends what answers a datagram. */
    @FunctionalInterface
    public interface Reply {
        /** Sends it from the port that got the datagram. */
        void send(byte[] answer, InetAddress address, int port);
    }

    /**
     * @param admission decides
     * @param limits decide, too
     * @param retryAfterSeconds what the peer is told
     * @param isKnown whether there is a server transaction of a branch, given in lower case
     * @param traffic told of what the dispatcher does not see
     */
    public EarlyRefusal(
            Admission admission,
            SourceLimits limits,
            IntSupplier retryAfterSeconds,
            Predicate<String> isKnown,
            Traffic traffic) {
        this.admission = admission;
        this.limits = limits;
        this.retryAfterSeconds = retryAfterSeconds;
        this.isKnown = isKnown;
        this.traffic = traffic;
    }

    /**
     * {@return whether nothing more has to be done with the datagram}
     *
     * @param waitedMillis how long it has waited for its lane
     */
    public boolean takes(DatagramPacket packet, long waitedMillis, Reply reply) {
        var strict = admission.isStrict(waitedMillis) || limits.isAnyTooMuch(packet.getAddress());
        if (!strict && !hasRefusedLately()) {
            return false;
        }
        var head = RequestHead.of(packet);
        if (head == null) {
            return false;
        }
        if (head.isAck()) {
            var answersOurs = head.toTag() != null && head.toTag().startsWith(TAG);
            if (answersOurs) {
                count(head);
            }
            return answersOurs;
        }
        if (!head.opens() || !isToRefuse(head, packet.getAddress(), waitedMillis, strict)) {
            return false;
        }
        count(head);
        reply.send(answer(head), packet.getAddress(), head.replyPort());
        traffic.responseSent(Response.SERVICE_UNAVAILABLE);
        return true;
    }

    private boolean isToRefuse(RequestHead head, InetAddress source, long waitedMillis, boolean strict) {
        var hash = head.repeated().hashCode();
        var place = (hash ^ hash >>> 16) & REMEMBERED - 1;
        if (hash != 0 && refused.get(place) == hash) {
            return true;
        }
        // One that is known repeats what has been taken, and is answered as that was.
        if (!strict || isKnown.test(head.branch())) {
            return false;
        }
        if (limits.isTooMuch(head.method(), source)) {
            admission.refused();
        } else if (admission.admits(waitedMillis)) {
            LaneWait.admit();
            return false;
        }
        refused.set(place, hash);
        lastRefusal = System.nanoTime();
        hasRefused = true;
        return true;
    }

    private boolean hasRefusedLately() {
        if (hasRefused && System.nanoTime() - lastRefusal > LATELY) {
            hasRefused = false;
        }
        return hasRefused;
    }

    private void count(RequestHead head) {
        traffic.requestOnTheWire();
        traffic.requestReceived(head.method());
    }

    /** The tag is made of the request, so that a repeated one gets the same answer (RFC 3261 section 8.2.7). */
    private byte[] answer(RequestHead head) {
        var tag = TAG + Integer.toHexString(head.repeated().hashCode());
        var answer = "SIP/2.0 503 Service Unavailable\r\n" + head.repeated() + ";tag=" + tag + "\r\nRetry-After: "
                + retryAfterSeconds.getAsInt() + "\r\nContent-Length: 0\r\n\r\n";
        return answer.getBytes(StandardCharsets.ISO_8859_1);
    }
}
