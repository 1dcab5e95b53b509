// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.List;
import org.carillon.media.server.prompt.Piece;

/** What all signals share: a request, a prompt that is loaded elsewhere, and one end. */
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

    /** The prompt has been loaded. */
    public final void ready(List<Piece> pieces) {
        if (!over) {
            prompt.ready(pieces);
        }
    }

    /** The prompt cannot be had; that matters only while it is wanted. */
    public final void failed(String reason) {
        if (!over && prompt.loading()) {
            end(outcome(Outcome.BAD_PROMPT, EndReason.PROMPT).withText(reason));
        }
    }

    final Prompt prompt() {
        return prompt;
    }

    final Outcome outcome(int code, EndReason reason) {
        return Outcome.of(requestId, code, reason).with("am", prompt.playedMillis());
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
