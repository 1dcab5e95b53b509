// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.List;
import org.carillon.media.server.prompt.Segment;

/** What all signals share: a request, a prompt whose list may be open, and one end. */
public abstract class PromptedSignal implements Signal {
    private final String requestId;
    private final String name;
    private final Listener listener;
    private final Prompt prompt;
    private boolean over;

    PromptedSignal(String requestId, String name, Prompt prompt, Listener listener) {
        this.requestId = requestId;
        this.name = name;
        this.prompt = prompt;
        this.listener = listener;
    }

    @Override
    public final String requestId() {
        return requestId;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean over() {
        return over;
    }

    /** How many segments its list can still take. */
    public final int room() {
        return prompt.room();
    }

    /**
     * Adds to the list of its prompt; nothing happens when that is closed or not wanted any more.
     *
     * @param more whether the list stays open
     */
    public final void append(List<Segment> segments, boolean more) {
        if (!over) {
            prompt.append(segments, more);
        }
    }

    final Prompt prompt() {
        return prompt;
    }

    final Outcome outcome(int code, EndReason reason) {
        return prompt.told(Outcome.of(requestId, code, reason));
    }

    /** Tells the end. */
    final void end(Outcome outcome) {
        over = true;
        listener.ended(this, outcome);
    }

    /** Takes no more calls; the end is told later by {@link #tell}. */
    final void close() {
        over = true;
    }

    final void tell(Outcome outcome) {
        listener.ended(this, outcome);
    }
}
