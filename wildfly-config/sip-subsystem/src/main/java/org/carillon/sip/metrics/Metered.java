// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

/** A message processor of the stack that counts what passes through it. */
public interface Metered {
    /** {@return its counters} */
    ConnectorMeter meter();

    /** {@return the lanes behind it; two processors that share their lanes return the same object} */
    LaneGauge lanes();

    /** Shows how lanes stand. */
    @FunctionalInterface
    interface LaneGauge {
        /** {@return the state at about this moment} */
        LaneState state();
    }
}
