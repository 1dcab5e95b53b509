// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A grid in memory that several nodes share; a test may hold its answers back, or let them fail. */
final class InMemoryCopies {
    private final Map<String, byte[]> entries = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable CompletableFuture<Void> gate;
    private int writes;
    private int failures;
    private int denied;

    /** {@return the view of a node that joins} */
    SharedCopies node(String name) {
        members.add(name);
        return new View(name);
    }

    void leaves(String name) {
        members.remove(name);
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** Holds back what is asked from now on. */
    void hold() {
        gate = new CompletableFuture<>();
    }

    void release() {
        var held = gate;
        gate = null;
        if (held != null) {
            held.complete(null);
        }
    }

    /** Does the next writes and says that they failed. */
    void failAfterWriting(int times) {
        failures = times;
    }

    /** Does the next writes and says that it did not. */
    void denyAfterWriting(int times) {
        denied = times;
    }

    int writes() {
        return writes;
    }

    @Nullable
    Copy copy(String key) {
        var bytes = entries.get(key);
        return bytes == null ? null : Copy.decode(bytes);
    }

    void put(String key, byte[] bytes) {
        entries.put(key, bytes);
    }

    private <T> CompletionStage<T> answer(Supplier<T> answer) {
        var held = gate;
        return (held == null ? CompletableFuture.<Void>completedFuture(null) : held).thenApply(open -> answer.get());
    }

    private final class View implements SharedCopies {
        private final String name;

        View(String name) {
            this.name = name;
        }

        @Override
        public String node() {
            return name;
        }

        @Override
        public boolean isMember(String node) {
            return members.contains(node);
        }

        @Override
        public CompletionStage<byte @Nullable []> load(String key) {
            return answer(() -> entries.get(key));
        }

        @Override
        public CompletionStage<Boolean> replace(String key, byte @Nullable [] before, byte[] now, Duration life) {
            return answer(() -> {
                if (!Arrays.equals(entries.get(key), before)) {
                    return false;
                }
                writes++;
                entries.put(key, now);
                if (denied > 0) {
                    denied--;
                    return false;
                }
                if (failures > 0) {
                    failures--;
                    throw new IllegalStateException("no answer from the grid");
                }
                return true;
            });
        }

        @Override
        public Map<String, byte[]> here() {
            return Map.copyOf(entries);
        }

        @Override
        public Runnable whenNodesLeave(Runnable listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public CompletionStage<Boolean> remove(String key, byte[] before) {
            return answer(() -> Arrays.equals(entries.get(key), before) && entries.remove(key) != null);
        }
    }
}
