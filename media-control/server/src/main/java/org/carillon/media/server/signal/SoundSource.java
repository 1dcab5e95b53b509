// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.List;
import org.carillon.media.server.prompt.Piece;
import org.carillon.media.server.prompt.Segment;

/** Where a prompt gets the sound of its segments from. */
public interface SoundSource {
    /** Begins to load; the arrival is called on the media loop's thread, once, possibly at once. */
    void load(Segment segment, Arrival arrival);

    /** What came of it. */
    interface Arrival {
        void ready(List<Piece> pieces);

        /** @param reason for people, in one line */
        void lost(String reason);
    }
}
