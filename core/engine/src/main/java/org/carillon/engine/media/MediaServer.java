// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The port to the media servers, behind which a pool picks one for every new leg. Never blocks the caller. */
public interface MediaServer {
    /**
     * Carries a command out.
     *
     * @param deadline how long the media server's answer may take, after which the result is a failure of kind UNAVAILABLE and
     *     the driver cleans up what the command may have left behind. Prompts that are still being made ready do not count: a
     *     play or a collection is answered when it has begun, at most a moment later than that
     * @return completes normally, also for failures ({@link MediaResult.Failed})
     */
    CompletionStage<MediaResult> perform(MediaCommand command, Duration deadline);

    /** Where events go: set once, before the first command. The listener must return at once. */
    void listen(Consumer<MediaEvent> listener);

    /** Whether a leg could be opened now. */
    Health health();

    /**
     * Takes an endpoint over from a node that is gone: its notifications come here from now on, and those that the other node
     * may not have passed on are delivered to the listener.
     *
     * @param operation idempotency key
     * @param seen number of the last event that was treated; 0 asks for all that the server keeps
     * @return a failure of kind GONE when the endpoint is not there any more
     */
    CompletionStage<MediaResult> takeOver(String operation, MediaHandle handle, long seen, Duration deadline);

    /**
     * A summary of the pool.
     *
     * @param ready whether at least one server answers and has room
     * @param legs open legs over all servers
     * @param capacity legs that all reachable servers can carry
     */
    record Health(boolean ready, int legs, int capacity) {}
}
