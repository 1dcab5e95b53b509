// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import org.carillon.testing.audio.G711;

/** The audio formats of the phone, with their static payload types (RFC 3551 section 6). */
public enum AudioCodec {
    /** G.711 mu-law. */
    PCMU(0),
    /** G.711 A-law. */
    PCMA(8);

    private final int payloadType;

    AudioCodec(int payloadType) {
        this.payloadType = payloadType;
    }

    /** The static payload type. */
    public int payloadType() {
        return payloadType;
    }

    /** How samples become octets. */
    public G711 law() {
        return switch (this) {
            case PCMU -> G711.MU_LAW;
            case PCMA -> G711.A_LAW;
        };
    }
}
