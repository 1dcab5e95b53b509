// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

/** AU/pc: plays a prompt and collects digits. */
public final class Collect extends PromptedSignal {
    private final CollectRules rules;
    private final DigitBuffer typedAhead;
    private final StringBuilder digits = new StringBuilder();
    private int framesLeft;
    private boolean prompting = true;

    public Collect(String requestId, Prompt prompt, CollectRules rules, DigitBuffer typedAhead, Listener listener) {
        super(requestId, "pc", prompt, listener);
        this.rules = rules;
        this.typedAhead = typedAhead;
    }

    @Override
    public boolean play(short[] frame) {
        if (prompting) {
            if (rules.bargeIn() && !typedAhead.isEmpty()) {
                prompt().cut();
            }
            if (prompt().play(frame)) {
                return true;
            }
            if (!prompt().over()) {
                return false;
            }
            prompting = false;
            framesLeft = rules.firstDigit();
        }
        while (!over() && !typedAhead.isEmpty()) {
            accept(typedAhead.take());
        }
        if (!over() && --framesLeft < 0) {
            finish(EndReason.TIMEOUT, "");
        }
        return false;
    }

    @Override
    public boolean key(char key) {
        if (prompting && !rules.bargeIn()) {
            typedAhead.add(key);
            return true;
        }
        if (prompting) {
            prompt().cut();
            prompting = false;
        }
        accept(key);
        return true;
    }

    private void accept(char key) {
        if (rules.endKeys().indexOf(key) >= 0) {
            finish(EndReason.KEY, String.valueOf(key));
            return;
        }
        digits.append(key);
        framesLeft = rules.interDigit();
        if (digits.length() == rules.most()) {
            finish(EndReason.MAX, "");
        }
    }

    private void finish(EndReason reason, String endKey) {
        int code = digits.length() >= Math.max(1, rules.least())
                ? Outcome.OK
                : digits.isEmpty() ? Outcome.NO_DIGITS : Outcome.TOO_FEW_DIGITS;
        end(outcome(code, reason).with("dc", digits.toString()).with("ik", endKey));
    }

    @Override
    public void stop(EndReason reason) {
        if (!over()) {
            end(outcome(Outcome.OK, reason).with("dc", digits.toString()));
        }
    }
}
