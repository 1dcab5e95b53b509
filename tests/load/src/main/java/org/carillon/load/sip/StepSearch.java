// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;

/** Looks for the highest rate that goes well: doubles while it does, then halves the gap three times. */
public final class StepSearch {
    private static final int NARROWINGS = 3;

    private StepSearch() {}

    /** Whether all went well at a rate. */
    public interface Step {
        /** Calls at so many calls a second, and says whether nothing went wrong. */
        boolean isClean(int rate) throws IOException, InterruptedException;
    }

    /**
     * The highest rate that was seen to be clean, 0 if even the first was not.
     *
     * @param first rate, above 0
     * @param most no higher rate is tried
     */
    public static int highest(int first, int most, Step step) throws IOException, InterruptedException {
        int clean = 0;
        int rate = first;
        while (step.isClean(rate)) {
            clean = rate;
            if (rate == most) {
                return clean;
            }
            rate = Math.min(most, rate * 2);
        }
        if (clean == 0) {
            return 0;
        }
        int unclean = rate;
        for (int i = 0; i < NARROWINGS; i++) {
            int middle = (clean + unclean) / 2;
            if (step.isClean(middle)) {
                clean = middle;
            } else {
                unclean = middle;
            }
        }
        return clean;
    }
}
