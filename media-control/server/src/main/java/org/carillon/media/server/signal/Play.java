// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

/** AU/pa: plays. */
public final class Play extends PromptedSignal {
    private int framesLeft;

    /** @param longest most frames of 20 ms; 0 for no bound */
    public Play(String requestId, Prompt prompt, int longest, Listener listener) {
        super(requestId, "pa", prompt, listener);
        this.framesLeft = longest == 0 ? Integer.MAX_VALUE : longest;
    }

    @Override
    public boolean play(short[] frame) {
        boolean filled = prompt().play(frame);
        if (prompt().over() && !filled) {
            end(
                    prompt().allLost()
                            ? outcome(Outcome.BAD_PROMPT, EndReason.PROMPT)
                            : outcome(Outcome.OK, EndReason.DONE));
        } else if (prompt().begun() && framesLeft != Integer.MAX_VALUE && --framesLeft == 0) {
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
