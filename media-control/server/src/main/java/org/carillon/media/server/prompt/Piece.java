// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import org.carillon.media.server.audio.DtmfDetector;
import org.carillon.media.server.audio.Pcm;

/**
 * Sound that is ready to play.
 *
 * @param key the key this is the tone of, so that it may be sent as a telephone event instead; {@link DtmfDetector#NONE}
 *     for all other sound
 */
public record Piece(Pcm sound, char key) {
    public static Piece of(Pcm sound) {
        return new Piece(sound, DtmfDetector.NONE);
    }

    public boolean isKey() {
        return key != DtmfDetector.NONE;
    }
}
