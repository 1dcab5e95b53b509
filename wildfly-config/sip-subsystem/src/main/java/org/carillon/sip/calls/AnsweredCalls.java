// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.calls;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.sip.message.Request;

/**
 * Remembers for a while which calls a proxy has seen answered, so that more answers of the same call find their way (RFC 6026
 * section 8.9), and those of no call of ours do not.
 *
 * <p>Two generations, each of which lasts as long as answers may come: no thread, no entry for each end.
 */
public final class AnsweredCalls {
    /** More than a node answers in that time; beyond it further answers are lost, as they would be without all this. */
    static final int MOST = 200_000;

    private final LongSupplier millis;
    private final long keepMillis;
    private final SecretHash hash = new SecretHash();
    private volatile Generations generations;

    private record Generations(Set<Long> young, Set<Long> old, long since) {}

    /**
     * @param millis a clock that never goes backwards
     * @param keepMillis how long answers may come, 64*T1 (RFC 6026 section 7.2)
     */
    public AnsweredCalls(LongSupplier millis, long keepMillis) {
        this.millis = millis;
        this.keepMillis = keepMillis;
        this.generations = new Generations(ConcurrentHashMap.newKeySet(), Set.of(), millis.getAsLong());
    }

    /** {@return whether this is the first answer of the call that the parts name} It is remembered from now on. */
    boolean isFirst(String... parts) {
        var key = hash.of(parts);
        var now = current();
        return !now.old.contains(key) && !now.young.contains(key) && (now.young.size() >= MOST || now.young.add(key));
    }

    /** {@return whether the call that the parts name was answered} */
    boolean knows(String... parts) {
        var key = hash.of(parts);
        var now = current();
        return now.young.contains(key) || now.old.contains(key);
    }

    private Generations current() {
        var now = generations;
        return millis.getAsLong() - now.since < keepMillis ? now : turn();
    }

    private synchronized Generations turn() {
        var now = generations;
        var time = millis.getAsLong();
        var age = time - now.since;
        if (age >= keepMillis) {
            now = new Generations(ConcurrentHashMap.newKeySet(), age >= 2 * keepMillis ? Set.of() : now.young, time);
            generations = now;
        }
        return now;
    }

    /** {@return whether a response is an answer, 2xx, to an INVITE} */
    static boolean isAnswer(SIPResponse response) {
        return response.getStatusCode() / 100 == 2
                && Request.INVITE.equals(response.getCSeq().getMethod());
    }

    /** {@return what is the same in all answers to the INVITE that carried this Via} */
    static String[] nameOf(Via via, SIPResponse response) {
        return new String[] {
            String.valueOf(via.getBranch()),
            response.getCallId().getCallId(),
            String.valueOf(response.getFromTag()),
            Long.toString(response.getCSeq().getSeqNumber())
        };
    }
}
