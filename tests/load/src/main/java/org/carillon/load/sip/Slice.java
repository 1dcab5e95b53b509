// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A piece of a {@link Part}, in which every server is called once.
 *
 * @param seconds of calls to each server
 * @param reversed whether the last server is called first
 */
record Slice(int seconds, boolean reversed) {
    /**
     * Cuts seconds into so many slices, which differ by a second at most. Every second one is reversed, so that no server is always
     * called after the same one.
     *
     * @param seconds at least one for each slice
     */
    static List<Slice> cut(int seconds, int count) {
        var slices = new ArrayList<Slice>();
        for (int i = 0; i < count; i++) {
            int own = seconds / count + (i < seconds % count ? 1 : 0);
            slices.add(new Slice(own, i % 2 == 1));
        }
        return slices;
    }

    /** The servers as they are called in this slice. */
    <T> List<T> order(List<T> servers) {
        var order = new ArrayList<>(servers);
        if (reversed) {
            Collections.reverse(order);
        }
        return order;
    }
}
