// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.answers;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.Executor;

/** Writes a body whenever the client takes some of it. */
final class AnswerWriter implements WriteListener {
    /** Then the others have their turn. */
    private static final int PIECES_A_TURN = 32;

    private final ServletOutputStream out;
    private final AnswerBody body;
    private final Executor turns;
    private final Runnable end;
    private long at;
    private boolean over;

    /**
     * @param turns runs the writing: where the body must be read from a disk that may be slow, on threads that may wait for it
     * @param end called once, when everything was handed over or nothing more can be
     */
    AnswerWriter(ServletOutputStream out, AnswerBody body, Executor turns, Runnable end) {
        this.out = out;
        this.body = body;
        this.turns = turns;
        this.end = end;
    }

    @Override
    public void onWritePossible() {
        turns.execute(this::turn);
    }

    private void turn() {
        try {
            for (int pieces = 0; out.isReady(); pieces++) {
                if (at >= body.length()) {
                    end();
                    return;
                }
                if (pieces == PIECES_A_TURN) {
                    turns.execute(this::turn);
                    return;
                }
                byte[] piece = body.read(at);
                out.write(piece);
                at += piece.length;
            }
        } catch (IOException | RuntimeException e) {
            // The client has gone or the file has; what was announced stays unfulfilled, so the connection ends.
            end();
        }
    }

    @Override
    public void onError(Throwable trouble) {
        end();
    }

    private void end() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        end.run();
    }
}
