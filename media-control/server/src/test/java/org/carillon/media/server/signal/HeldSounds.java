// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.carillon.media.server.prompt.Piece;
import org.carillon.media.server.prompt.Segment;

/** Sounds that arrive when the test says so, in the order they were asked for. */
final class HeldSounds implements SoundSource {
    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private int asked;

    static List<Segment> segments(int count) {
        return Collections.nCopies(count, new Segment.Url("file:///any.wav"));
    }

    @Override
    public void load(Segment segment, Arrival arrival) {
        asked++;
        waiting.add(arrival);
    }

    /** How many were asked for so far. */
    int asked() {
        return asked;
    }

    void arrive(List<Piece> pieces) {
        waiting.remove().ready(pieces);
    }

    void lose(String reason) {
        waiting.remove().lost(reason);
    }
}
