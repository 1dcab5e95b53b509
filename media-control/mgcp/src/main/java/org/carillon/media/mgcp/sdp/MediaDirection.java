// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

import java.util.Locale;

/** Who sends audio, seen from the side that wrote the description (RFC 8866 section 6.7). */
public enum MediaDirection {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** The attribute's name. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The direction that answers this one when nothing else is wanted: who is sent to, receives. */
    public MediaDirection reversed() {
        return switch (this) {
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case SENDRECV, INACTIVE -> this;
        };
    }
}
