// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.ArrayList;
import java.util.List;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.prompt.Piece;
import org.carillon.media.server.prompt.Segment;
import org.jspecify.annotations.Nullable;

/**
 * The prompt of a signal: a list of segments that are played one after another without a gap, in turns. It begins as soon as the
 * first is loaded, and may stay open, so that more can be appended while it plays. When the next one is not loaded, or not there
 * yet, it gives nothing until it is. One that cannot be loaded is skipped and counted.
 */
public final class Prompt {
    /** Most segments of a list, those that were played included. */
    public static final int MOST_SEGMENTS = 5000;

    /** An open list that has had nothing to play for so many turns of 20 ms is closed: 60 s. */
    static final int MOST_IDLE_TURNS = 3000;

    /** So many segments are loaded before their turn: enough to hide the disk, and few enough for long lists of long files. */
    private static final int AHEAD = 6;

    private final SoundSource source;
    private final KeySink keys;
    private final int pause;
    private final List<Slot> slots = new ArrayList<>();
    private int turnsLeft;
    private int asked;
    private int index;
    private int piece;
    private int at;
    private int pauseLeft;
    private boolean muted;
    private long played;
    private long playedInTurn;
    private boolean open = true;
    private boolean over;
    private int idleTurns;
    private boolean closedForIdleness;
    private int lost;
    private String firstReason = "";

    /** A segment and, once loaded, its sound. */
    private final class Slot implements SoundSource.Arrival {
        private final Segment segment;
        private @Nullable List<Piece> pieces;

        Slot(Segment segment) {
            this.segment = segment;
        }

        @Override
        public void ready(List<Piece> loaded) {
            pieces = loaded;
        }

        @Override
        public void lost(String reason) {
            pieces = List.of();
            firstReason = lost == 0 ? reason : firstReason;
            lost++;
        }
    }

    /**
     * @param turns how often; -1 for ever
     * @param pause samples of silence between turns
     */
    public Prompt(SoundSource source, KeySink keys, int turns, int pause) {
        this.source = source;
        this.keys = keys;
        this.turnsLeft = turns;
        this.pause = pause;
    }

    /** How many segments can still be appended. */
    int room() {
        return MOST_SEGMENTS - slots.size();
    }

    /**
     * Adds to the list; nothing happens when it is closed or over.
     *
     * @param more whether it stays open
     */
    void append(List<Segment> segments, boolean more) {
        if (!open || over) {
            return;
        }
        segments.forEach(segment -> slots.add(new Slot(segment)));
        open = more;
        idleTurns = 0;
        loadAhead();
    }

    private void loadAhead() {
        while (asked < slots.size() && asked < index + AHEAD) {
            Slot next = slots.get(asked++);
            source.load(next.segment, next);
        }
    }

    /** Whether all was played, or it was cut. */
    boolean over() {
        return over;
    }

    /** Ends it here. */
    void cut() {
        over = true;
    }

    /** Whether some of it was heard. */
    boolean begun() {
        return played > 0;
    }

    /** Whether there was something to play and nothing of it can be had. */
    boolean allLost() {
        return lost > 0 && lost == slots.size();
    }

    /** The outcome with what is to be told of the prompt. */
    Outcome told(Outcome outcome) {
        Outcome told = outcome.with("am", Pcm.millisOf(played));
        if (lost > 0) {
            told = told.with("ls", lost).withText(firstReason);
        }
        return closedForIdleness ? told.with("cl", "idle") : told;
    }

    /** Fills a frame, with silence behind what there is; false, and nothing is filled, when there is nothing to play now. */
    boolean play(short[] frame) {
        int filled = 0;
        while (filled < Pcm.FRAME && moveOn()) {
            filled += pauseLeft > 0 ? rest(frame, filled) : sound(frame, filled);
        }
        if (filled == 0) {
            waitForMore();
            return false;
        }
        idleTurns = 0;
        played += filled;
        Pcm.EMPTY.copyTo(0, frame, filled, Pcm.FRAME - filled);
        return true;
    }

    private void waitForMore() {
        if (open && !over && index == slots.size() && ++idleTurns >= MOST_IDLE_TURNS) {
            open = false;
            closedForIdleness = true;
        }
    }

    /** Goes to the next sound or pause; false when there is none now. */
    private boolean moveOn() {
        while (!over && pauseLeft == 0) {
            if (index == slots.size()) {
                if (open) {
                    return false;
                }
                nextTurn();
                continue;
            }
            List<Piece> pieces = slots.get(index).pieces;
            if (pieces == null) {
                return false;
            }
            if (piece == pieces.size()) {
                nextSegment();
            } else if (at == pieces.get(piece).sound().length()) {
                piece++;
                at = 0;
            } else {
                return true;
            }
        }
        return !over;
    }

    private void nextSegment() {
        if (turnsLeft == 1) {
            slots.get(index).pieces = List.of();
        }
        index++;
        piece = 0;
        loadAhead();
    }

    private void nextTurn() {
        turnsLeft = turnsLeft < 0 ? turnsLeft : turnsLeft - 1;
        // A turn without any sound would be followed by as many as one likes.
        over = turnsLeft == 0 || playedInTurn == 0;
        pauseLeft = over ? 0 : pause;
        playedInTurn = 0;
        index = 0;
    }

    private int rest(short[] frame, int from) {
        int count = Math.min(pauseLeft, Pcm.FRAME - from);
        Pcm.EMPTY.copyTo(0, frame, from, count);
        pauseLeft -= count;
        return count;
    }

    private int sound(short[] frame, int from) {
        List<Piece> pieces = slots.get(index).pieces;
        if (pieces == null) {
            return 0;
        }
        Piece now = pieces.get(piece);
        if (at == 0) {
            muted = now.isKey() && keys.send(now.key());
        }
        int count = Math.min(now.sound().length() - at, Pcm.FRAME - from);
        if (muted) {
            Pcm.EMPTY.copyTo(0, frame, from, count);
        } else {
            now.sound().copyTo(at, frame, from, count);
        }
        at += count;
        playedInTurn += count;
        return count;
    }
}
