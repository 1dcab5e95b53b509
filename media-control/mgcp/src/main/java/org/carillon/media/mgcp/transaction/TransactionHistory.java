// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carillon.media.mgcp.codec.AckRange;
import org.jspecify.annotations.Nullable;

/**
 * Remembers commands that came in and their answers, so that a repeated command is carried out at most once (RFC 3435 section
 * 3.5.2). Bounded by time and number; the oldest entry goes first. Not thread-safe: the socket's thread owns it.
 */
public final class TransactionHistory {
    /** Ranges of more transactions than this are not searched for: one datagram must not cost much work. */
    private static final int MAX_RANGE = 64;

    private record Key(InetSocketAddress from, int transaction) {}

    private static final class Entry {
        private final long since;
        private byte @Nullable [] answer;
        private boolean acknowledged;

        Entry(long since) {
            this.since = since;
        }
    }

    /** What to do with a command. */
    public sealed interface Admission {
        /** It is new: carry it out, then call {@link TransactionHistory#answered} or {@link TransactionHistory#forget}. */
        record First() implements Admission {}

        /** It is being carried out, or its answer was acknowledged: say nothing. */
        record Silence() implements Admission {}

        /** It was answered: send the same datagram again. */
        record Repeat(ByteBuffer answer) implements Admission {}
    }

    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final long keepNanos;
    private final int maxEntries;

    public TransactionHistory(TransactionSettings settings) {
        this.keepNanos = settings.history().toNanos();
        this.maxEntries = settings.maxHistory();
    }

    /** @param now reading of {@link System#nanoTime()} */
    public Admission admit(InetSocketAddress from, int transaction, long now) {
        expire(now);
        var key = new Key(from, transaction);
        Entry entry = entries.get(key);
        if (entry == null) {
            entries.put(key, new Entry(now));
            return new Admission.First();
        }
        byte[] answer = entry.answer;
        return answer == null || entry.acknowledged
                ? new Admission.Silence()
                : new Admission.Repeat(ByteBuffer.wrap(answer).asReadOnlyBuffer());
    }

    /** Keeps the answer for repeats. */
    public void answered(InetSocketAddress from, int transaction, byte[] answer) {
        Entry entry = entries.get(new Key(from, transaction));
        if (entry != null) {
            entry.answer = answer;
        }
    }

    /** Lets the next repeat be carried out anew, because this one could not be. */
    public void forget(InetSocketAddress from, int transaction) {
        entries.remove(new Key(from, transaction));
    }

    /** The peer has these answers; their text is dropped, the commands stay known. */
    public void acknowledged(InetSocketAddress from, List<AckRange> ranges) {
        for (AckRange range : ranges) {
            for (int t = range.from(); range.to() - range.from() < MAX_RANGE && t <= range.to(); t++) {
                Entry entry = entries.get(new Key(from, t));
                if (entry != null && entry.answer != null) {
                    entry.answer = null;
                    entry.acknowledged = true;
                }
            }
        }
    }

    /** Entries that are kept. */
    public int size() {
        return entries.size();
    }

    private void expire(long now) {
        var oldest = entries.entrySet().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next().getValue();
            if (now - entry.since < keepNanos && entries.size() < maxEntries) {
                return;
            }
            oldest.remove();
        }
    }
}
