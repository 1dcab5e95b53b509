// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

/** AU/pa: plays. */
public final class Play extends PromptedSignal {
    private int framesLeft;

    /**
     * @param turns how often; -1 for ever
     * @param pause samples between turns
     * @param longest most frames of 20 ms; 0 for no bound
     */
    public Play(String requestId, int turns, int pause, int longest, KeySink keys, Listener listener) {
        super(requestId, "pa", new Prompt(turns, pause, keys), listener);
        this.framesLeft = longest == 0 ? Integer.MAX_VALUE : longest;
    }

    @Override
    public boolean play(short[] frame) {
        if (prompt().loading()) {
            return false;
        }
        if (prompt().over()) {
            end(outcome(Outcome.OK, EndReason.DONE));
            return false;
        }
        boolean filled = prompt().play(frame);
        if (framesLeft != Integer.MAX_VALUE && --framesLeft == 0) {
            end(outcome(Outcome.OK, EndReason.MAX));
        }
        return filled;
    }

    @Override
    public boolean key(char key) {
        return false;
    }

    @Override
    public void stop(EndReason reason) {
        if (!over()) {
            end(outcome(Outcome.OK, reason));
        }
    }
}
