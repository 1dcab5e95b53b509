// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.util.List;

/** Middle and spread of what several rounds gave. */
final class Statistics {
    private Statistics() {}

    /**
     * The value in the middle; of an even number, halfway between the two in the middle.
     *
     * @throws IllegalArgumentException if there is no value
     */
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no value has no median");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** How far the highest is above the lowest, in parts of the median. */
    static double spread(List<Double> values) {
        double lowest = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return (highest - lowest) / median(values);
    }
}
