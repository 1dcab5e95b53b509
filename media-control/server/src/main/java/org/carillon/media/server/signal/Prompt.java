// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.List;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.prompt.Piece;
import org.jspecify.annotations.Nullable;

/** The prompt of a signal: first being loaded, then played, then over. */
final class Prompt {
    private final int turns;
    private final int pause;
    private final KeySink keys;
    private @Nullable Playlist playlist;
    private boolean cut;

    Prompt(int turns, int pause, KeySink keys) {
        this.turns = turns;
        this.pause = pause;
        this.keys = keys;
    }

    void ready(List<Piece> pieces) {
        playlist = new Playlist(pieces, turns, pause, keys);
    }

    boolean loading() {
        return playlist == null && !cut;
    }

    boolean over() {
        Playlist list = playlist;
        return cut || (list != null && list.over());
    }

    /** Ends it here. */
    void cut() {
        cut = true;
    }

    /** Fills a frame; false while loading or when over. */
    boolean play(short[] frame) {
        Playlist list = playlist;
        if (list == null || over()) {
            return false;
        }
        list.fill(frame);
        return true;
    }

    long playedMillis() {
        Playlist list = playlist;
        return list == null ? 0 : Pcm.millisOf(list.played());
    }
}
