// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

    /** @param shared where the copies are */
    public Replication(SharedCopies shared) {
        this.shared = shared;
    }

    /** An application session of this node may look different now. */
    public void changed(ApplicationImage image) {
        if (image.isOngoing()) {
            kept.computeIfAbsent(image.key(), key -> new Kept(key, shared, 1, null))
                    .changed(image);
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

    /** {@return how many sessions of this node have a copy} */
    public int size() {
        return kept.size();
    }

    /**
     * Asks for an application session that is not here.
     *
     * @return never fails
     */
    public CompletionStage<Take> take(String key) {
        return shared.load(key).thenCompose(found -> take(key, found)).exceptionally(e -> {
            SipLogger.LOG.notTaken(key, e);
            return new Take.Nothing();
        });
    }

    /** {@return the keys of sessions whose node is gone, as far as they are kept here} May take a while. */
    public List<String> orphans() {
        var keys = new ArrayList<String>();
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

    private CompletionStage<Take> take(String key, byte @Nullable [] found) {
        var copy = found == null ? null : decode(key, found);
        // One of ours that is not here has just ended.
        if (copy == null || found == null || copy.node().equals(shared.node())) {
            return CompletableFuture.completedFuture(new Take.Nothing());
        }
        if (shared.isMember(copy.node())) {
            return CompletableFuture.completedFuture(new Take.Others());
        }
        var ours = new Copy(shared.node(), copy.epoch() + 1, copy.image());
        var bytes = ours.encode();
        return shared.replace(key, found, bytes, Kept.life(copy.image())).thenApply(done -> {
            if (!Boolean.TRUE.equals(done)) {
                return new Take.Others();
            }
            kept.put(key, new Kept(key, shared, ours.epoch(), bytes));
            SipLogger.LOG.sessionTaken(key, copy.node());
            return new Take.Taken(copy.image());
        });
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
