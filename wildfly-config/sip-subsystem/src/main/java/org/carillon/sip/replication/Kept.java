// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.sip.logging.SipLogger;
import org.carillon.wire.WireFormatException;
import org.jspecify.annotations.Nullable;

/**
 * An application session of this node and its copy. One write is under way at a time; what changes meanwhile is written
 * after it, the last state only.
 */
final class Kept {
    /** After a failed write, for what the grid has is not known then. */
    private static final int MOST_TRIES = 3;

    /** Longer than the session, in case that its end is not heard of. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /** Of a session that never ends by itself. */
    private static final Duration LONGEST = Duration.ofDays(7);

    /** No node has this name. */
    private static final String NOBODY = "";

    private final String key;
    private final SharedCopies shared;
    private final long epoch;
    private byte @Nullable [] stored;
    private @Nullable ApplicationImage last;
    private @Nullable ApplicationImage next;
    private long lastTicket;
    private boolean busy;
    private boolean released;
    private boolean ended;
    private boolean lost;

    /** @param stored what is in the grid already, or null */
    Kept(String key, SharedCopies shared, long epoch, byte @Nullable [] stored) {
        this.key = key;
        this.shared = shared;
        this.epoch = epoch;
        this.stored = stored;
    }

    static Duration life(ApplicationImage image) {
        return image.timeoutMillis() > 0
                ? Duration.ofMillis(image.timeoutMillis()).plus(MARGIN)
                : LONGEST;
    }

    /** Writes a state, unless it is the one that was written last, or an older one. */
    synchronized void changed(long ticket, ApplicationImage image) {
        if (lost || ended || ticket <= lastTicket) {
            return;
        }
        lastTicket = ticket;
        if (image.equals(last)) {
            return;
        }
        last = image;
        next = image;
        if (!busy) {
            write(MOST_TRIES);
        }
    }

    /** Drops the copy, when there is one. */
    synchronized void end() {
        ended = true;
        next = null;
        if (!busy) {
            remove();
        }
    }

    /** Lets others have it: the copy stays, and is nobody's. */
    synchronized void release() {
        released = true;
        ended = true;
        next = null;
        if (!busy) {
            remove();
        }
    }

    private void write(int tries) {
        var image = Objects.requireNonNull(next);
        next = null;
        busy = true;
        var bytes = new Copy(shared.node(), epoch, image).encode();
        replace(bytes, image).whenComplete((kept, error) -> {
            synchronized (this) {
                if (error == null && Boolean.TRUE.equals(kept)) {
                    stored = bytes;
                    goOn(MOST_TRIES);
                } else {
                    ask(image, tries - 1, error);
                }
            }
        });
    }

    /** A grid that is being stopped throws at once. */
    private CompletionStage<Boolean> replace(byte[] bytes, ApplicationImage image) {
        try {
            return shared.replace(key, stored, bytes, life(image));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void goOn(int tries) {
        busy = false;
        if (ended) {
            remove();
        } else if (next != null) {
            write(tries);
        }
    }

    /** Finds out what is there, for a write that failed may have been done. */
    private void ask(ApplicationImage image, int tries, @Nullable Throwable why) {
        if (tries == 0) {
            SipLogger.LOG.notCopied(key, why);
            last = null;
            goOn(MOST_TRIES);
            return;
        }
        load().whenComplete((found, error) -> {
            synchronized (this) {
                if (error == null && !isOurs(found)) {
                    lost = true;
                    busy = false;
                    SipLogger.LOG.sessionLost(key);
                    return;
                }
                stored = error == null ? found : stored;
                if (next == null && !ended) {
                    next = image;
                }
                goOn(tries);
            }
        });
    }

    private CompletionStage<byte @Nullable []> load() {
        try {
            return shared.load(key);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean isOurs(byte @Nullable [] found) {
        if (found == null || Arrays.equals(found, stored)) {
            return true;
        }
        try {
            var copy = Copy.decode(found);
            return copy.epoch() == epoch && copy.node().equals(shared.node());
        } catch (WireFormatException e) {
            SipLogger.LOG.debug("a copy cannot be read", e);
            return false;
        }
    }

    private void remove() {
        var there = stored;
        if (there == null || lost) {
            return;
        }
        stored = null;
        try {
            // A change that was waiting for this write goes along.
            var image = last == null ? Copy.decode(there).image() : last;
            var done = released
                    ? shared.replace(key, there, new Copy(NOBODY, epoch, image).encode(), life(image))
                    : shared.remove(key, there);
            done.exceptionally(e -> {
                // It is dropped when its life is over.
                SipLogger.LOG.debug("a copy was not removed", e);
                return false;
            });
        } catch (RuntimeException e) {
            SipLogger.LOG.debug("a copy was not removed", e);
        }
    }
}
