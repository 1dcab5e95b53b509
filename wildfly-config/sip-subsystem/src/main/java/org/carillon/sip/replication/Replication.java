// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.carillon.sip.logging.SipLogger;
import org.carillon.wire.WireFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps copies of this node's application sessions up to date, and takes over those whose node is gone. Copies are written after the
 * message that changed a session has been handled, without waiting: what happened in the last milliseconds before a crash may be
 * missing from them.
 */
public final class Replication {
    private final SharedCopies shared;
    private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();

    /** Sessions that were taken over, or may have been, and are not made here yet. */
    private final ConcurrentMap<String, ApplicationImage> taken = new ConcurrentHashMap<>();

    private final AtomicLong tickets = new AtomicLong();

    /** @param shared where the copies are */
    public Replication(SharedCopies shared) {
        this.shared = shared;
    }

    /** {@return the order in which images are made: to be drawn before a session is looked at} */
    public long ticket() {
        return tickets.incrementAndGet();
    }

    /**
     * An application session of this node may look different now.
     *
     * @param ticket of before it was looked at; an image that is older than one that is known already changes nothing
     */
    public void changed(long ticket, ApplicationImage image) {
        if (image.isOngoing()) {
            kept.computeIfAbsent(image.key(), key -> new Kept(key, shared, 1, null))
                    .changed(ticket, image);
        } else {
            ended(image.key());
        }
    }

    /** An application session of this node has ended. */
    public void ended(String key) {
        var copy = kept.remove(key);
        if (copy != null) {
            copy.end();
        }
    }

    /** Lets other nodes have the sessions of an application that goes from this one. */
    public void release(String application) {
        var prefix = ApplicationImage.key(application, "");
        kept.keySet().stream().filter(key -> key.startsWith(prefix)).toList().forEach(this::releaseOne);
    }

    /** Lets other nodes have a session that was taken over and cannot be made here. */
    public void releaseOne(String key) {
        taken.remove(key);
        var copy = kept.remove(key);
        if (copy != null) {
            copy.release();
        }
    }

    /** A session that was taken over is here. */
    public void restored(String key) {
        taken.remove(key);
    }

    /** {@return how many sessions of this node have a copy} */
    public int size() {
        return kept.size();
    }

    /**
     * Asks for an application session that is not here.
     *
     * @return never fails; a grid that does not answer is as if the session were another node's: it is to be asked again
     */
    public CompletionStage<Take> take(String key) {
        return shared.load(key).thenCompose(found -> take(key, found)).exceptionally(e -> {
            SipLogger.LOG.debugf(e, "session %s was not found out about", key);
            return new Take.Others();
        });
    }

    /**
     * {@return the keys of sessions whose node is gone, as far as they are kept here, and of those that this node has begun to take over
     * without hearing whether it was done} May take a while.
     */
    public Set<String> orphans() {
        var keys = new LinkedHashSet<>(taken.keySet());
        shared.here().forEach((key, bytes) -> {
            var copy = decode(key, bytes);
            if (copy != null && !copy.node().equals(shared.node()) && !shared.isMember(copy.node())) {
                keys.add(key);
            }
        });
        return keys;
    }

    /**
     * Says whom to tell when nodes have gone.
     *
     * @return ends it
     */
    public Runnable whenNodesLeave(Runnable listener) {
        return shared.whenNodesLeave(listener);
    }

    /** A grid whose members are just changing does a write twice, and says of the second time that nothing was there to be replaced: so it is looked at. */
    private CompletionStage<Take> take(String key, byte @Nullable [] found) {
        var copy = found == null ? null : decode(key, found);
        if (copy == null || found == null) {
            taken.remove(key);
            return CompletableFuture.completedFuture(new Take.Nothing());
        }
        if (copy.node().equals(shared.node())) {
            // Of a write that was done and called failed; any other one of ours that is not here has just ended.
            var image = taken.get(key);
            return CompletableFuture.completedFuture(image == null ? new Take.Nothing() : ours(key, copy, found));
        }
        if (shared.isMember(copy.node())) {
            taken.remove(key);
            return CompletableFuture.completedFuture(new Take.Others());
        }
        var ours = new Copy(shared.node(), copy.epoch() + 1, copy.image());
        var bytes = ours.encode();
        taken.put(key, copy.image());
        return shared.replace(key, found, bytes, Kept.life(copy.image()))
                .thenCompose(done -> Boolean.TRUE.equals(done)
                        ? CompletableFuture.completedFuture(true)
                        : shared.load(key).thenApply(now -> Arrays.equals(now, bytes)))
                .thenApply(done -> {
                    if (!done) {
                        taken.remove(key);
                        return new Take.Others();
                    }
                    SipLogger.LOG.sessionTaken(key, copy.node());
                    return ours(key, ours, bytes);
                });
    }

    private Take ours(String key, Copy copy, byte[] bytes) {
        kept.putIfAbsent(key, new Kept(key, shared, copy.epoch(), bytes));
        return new Take.Taken(copy.image());
    }

    private static @Nullable Copy decode(String key, byte[] bytes) {
        try {
            return Copy.decode(bytes);
        } catch (WireFormatException e) {
            SipLogger.LOG.notTaken(key, e);
            return null;
        }
    }
}
