// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.List;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.prompt.Piece;

/** Plays pieces one after another without a gap, in turns. */
final class Playlist {
    private final List<Piece> pieces;
    private final KeySink keys;
    private final int pause;
    private int turnsLeft;
    private int index;
    private int at;
    private int pauseLeft;
    private boolean muted;
    private long played;
    private boolean over;

    /**
     * @param turns how often; -1 for ever
     * @param pause samples of silence between turns
     */
    Playlist(List<Piece> pieces, int turns, int pause, KeySink keys) {
        this.pieces = List.copyOf(pieces);
        this.turnsLeft = turns;
        this.pause = pause;
        this.keys = keys;
        this.over = pieces.stream().allMatch(piece -> piece.sound().length() == 0);
    }

    boolean over() {
        return over;
    }

    /** Samples given so far, pauses included. */
    long played() {
        return played;
    }

    /** Fills a frame; what comes after the end is silence. */
    void fill(short[] frame) {
        int filled = 0;
        while (filled < Pcm.FRAME && !over) {
            filled += pauseLeft > 0 ? rest(frame, filled) : sound(frame, filled);
        }
        played += filled;
        Pcm.EMPTY.copyTo(0, frame, filled, Pcm.FRAME - filled);
    }

    private int rest(short[] frame, int from) {
        int count = Math.min(pauseLeft, Pcm.FRAME - from);
        Pcm.EMPTY.copyTo(0, frame, from, count);
        pauseLeft -= count;
        return count;
    }

    private int sound(short[] frame, int from) {
        Piece piece = pieces.get(index);
        if (at == 0) {
            muted = piece.isKey() && keys.send(piece.key());
        }
        int count = Math.min(piece.sound().length() - at, Pcm.FRAME - from);
        if (muted) {
            Pcm.EMPTY.copyTo(0, frame, from, count);
        } else {
            piece.sound().copyTo(at, frame, from, count);
        }
        at += count;
        if (at == piece.sound().length()) {
            advance();
        }
        return count;
    }

    private void advance() {
        at = 0;
        if (++index < pieces.size()) {
            return;
        }
        index = 0;
        turnsLeft = turnsLeft < 0 ? turnsLeft : turnsLeft - 1;
        over = turnsLeft == 0;
        pauseLeft = over ? 0 : pause;
    }
}
