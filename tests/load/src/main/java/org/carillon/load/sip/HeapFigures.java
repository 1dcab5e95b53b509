// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.util.List;

/**
 * Live heap of a container, as a full collection leaves it.
 *
 * @param held bytes for each two-leg call while it is up
 * @param finished bytes that are still held for each finished one, at {@link #SECONDS} after the last BYE
 */
record HeapFigures(double held, List<Double> finished) {
    /** When it is looked at. */
    static final List<Integer> SECONDS = List.of(0, 5, 10, 40);

    HeapFigures {
        finished = List.copyOf(finished);
    }

    /** All live bytes, from what {@code jcmd PID GC.class_histogram} prints. */
    static long total(String histogram) {
        return histogram
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Total "))
                .map(line -> line.split("\\s+", -1))
                .mapToLong(fields -> Long.parseLong(fields[2]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a class histogram"));
    }
}
