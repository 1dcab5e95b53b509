// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Pulses that a test sets. */
final class FakePulse implements Pulse {
    final Set<String> others = ConcurrentHashMap.newKeySet();
    volatile boolean unreachable;

    @Override
    public void beat(String node) {
        if (unreachable) {
            throw new IllegalStateException("unreachable");
        }
    }

    @Override
    public Set<String> beating() {
        return Set.copyOf(others);
    }
}
