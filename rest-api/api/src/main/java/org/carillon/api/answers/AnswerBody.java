// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.answers;

import java.io.IOException;
import java.util.Arrays;

/** What is written after the head of an answer. */
interface AnswerBody {
    /** The most bytes of one read: what a slow client holds of a body that is no memory. */
    int PIECE = 16 * 1024;

    /** In bytes. */
    long length();

    /**
     * Some bytes of it, at least one.
     *
     * @param at how many were read before; less than the length
     * @throws IOException when they cannot be had any more
     */
    byte[] read(long at) throws IOException;

    /** A body in memory. */
    final class Bytes implements AnswerBody {
        private final byte[] all;

        Bytes(byte[] all) {
            this.all = all;
        }

        @Override
        public long length() {
            return all.length;
        }

        @Override
        public byte[] read(long at) {
            return Arrays.copyOfRange(all, (int) at, (int) Math.min(all.length, at + PIECE));
        }
    }
}
