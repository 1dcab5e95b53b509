// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import java.util.Set;

/**
 * Port: where each node shows that it lives, beside the network between the nodes. Both methods block, and throw when that place cannot be
 * reached.
 */
public interface Pulse {
    /** A node that has not beaten for so many seconds is dead or cut off. */
    int FRESH_SECONDS = 2;

    /** Shows that a node lives. */
    void beat(String node);

    /** {@return the nodes that have beaten in the last {@value #FRESH_SECONDS} seconds} */
    Set<String> beating();
}
