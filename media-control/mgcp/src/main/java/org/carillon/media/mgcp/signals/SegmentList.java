// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.signals;

import java.util.List;
import org.carillon.engine.media.Segment;

/**
 * What one message carries of a list of things to play.
 *
 * @param open whether more follows in later messages
 */
public record SegmentList(List<Segment> segments, boolean open) {
    public SegmentList {
        segments = List.copyOf(segments);
    }
}
