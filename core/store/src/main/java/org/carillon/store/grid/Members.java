// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.remoting.transport.Address;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of the grid, and which of those that are not there any more are dead. One that the others do not see may only be cut
 * off from them: it shows by its {@link Pulse} that it lives.
 *
 * <p>Nodes that are gone are noticed by looking twice a second, for the server shows its listeners' annotations to its own modules
 * only. On a single node nothing of this runs.
 */
public final class Members implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Members.class);
    private static final long LOOK_MILLIS = 500;
    private static final long BEAT_MILLIS = 400;
    private static final String ALONE = "local";

    /** When somebody has left, it is said so often, each time after twice the pause before: the last time after more than an hour. */
    private static final int TIMES = 10;

    private final EmbeddedCacheManager manager;
    private final Pulse pulse;
    private final Duration sure;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor watch = thread("carillon-members");
    private final ScheduledThreadPoolExecutor heart = thread("carillon-heartbeat");
    private Set<String> before = Set.of();
    private volatile @Nullable Long beatingSince;

    /** Of this grid, with this pulse. */
    public Members(EmbeddedCacheManager manager, Pulse pulse) {
        this(manager, pulse, Duration.ofSeconds(Pulse.FRESH_SECONDS + 1));
    }

    /** @param sure how long this node's own pulse must have been kept without a gap before others are taken for dead */
    Members(EmbeddedCacheManager manager, Pulse pulse, Duration sure) {
        this.manager = manager;
        this.pulse = pulse;
        this.sure = sure;
    }

    private static ScheduledThreadPoolExecutor thread(String name) {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** {@return this node's name, another one after each start} */
    String here() {
        Address address = manager.getAddress();
        return address == null ? ALONE : address.getNodeUUID().toString();
    }

    private Set<String> seen() {
        List<Address> members = manager.getMembers();
        Set<String> names = new HashSet<>();
        if (members == null || members.isEmpty()) {
            names.add(ALONE);
        } else {
            members.forEach(member -> names.add(member.getNodeUUID().toString()));
        }
        return names;
    }

    /**
     * Those that live: all others are dead. Blocks.
     *
     * @return null when that cannot be said now, because the pulses could not be seen for a while
     */
    @Nullable
    Set<String> living() {
        Set<String> living = seen();
        if (manager.getAddress() == null) {
            return living;
        }
        Long since = beatingSince;
        if (since == null || System.nanoTime() - since < sure.toNanos()) {
            return null;
        }
        living.addAll(pulse.beating());
        return living;
    }

    /** Says whom to tell, several times, when one is gone: whether it is dead can be said after some seconds only. */
    @SuppressWarnings("FutureReturnValueIgnored") // They end with their threads.
    synchronized void whenOneLeaves(Runnable listener) {
        listeners.add(listener);
        if (listeners.size() == 1 && manager.getAddress() != null) {
            before = seen();
            watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            heart.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void look() {
        Set<String> now = seen();
        boolean gone = !now.containsAll(before);
        before = now;
        if (gone) {
            tell(1);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with its thread.
    private void tell(int time) {
        watch.schedule(
                () -> {
                    listeners.forEach(Runnable::run);
                    if (time < TIMES) {
                        tell(time + 1);
                    }
                },
                sure.toMillis() << (time - 1),
                TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            pulse.beat(here());
            if (beatingSince == null) {
                beatingSince = System.nanoTime();
            }
        } catch (RuntimeException e) {
            // Who cannot be heard by the database cannot say who else is not.
            beatingSince = null;
            LOG.debug("no heartbeat", e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        heart.shutdownNow();
    }
}
