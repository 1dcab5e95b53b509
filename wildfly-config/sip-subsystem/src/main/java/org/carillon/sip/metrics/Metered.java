// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

/** A message processor of the stack that counts what passes through it. */
public interface Metered {
    /** {@return its counters} */
    ConnectorMeter meter();

    /** {@return the lanes behind it; two processors that share their lanes return the same object} */
    LaneGauge lanes();

    /** {@return connections that are open now; 0 for a transport without connections} */
    default int connections() {
        return 0;
    }

    /** Shows how lanes stand. */
    @FunctionalInterface
    interface LaneGauge {
        /** {@return the state at about this moment} */
        LaneState state();
    }
}
