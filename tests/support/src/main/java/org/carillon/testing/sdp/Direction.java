// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.sdp;

import java.util.Locale;

/** Which way media flows, seen from the one who says it (RFC 4566 section 6, RFC 3264 section 5.1). */
public enum Direction {
    /** Both ways. */
    SENDRECV,
    /** Only from the one who says it. */
    SENDONLY,
    /** Only to the one who says it. */
    RECVONLY,
    /** No way. */
    INACTIVE;

    /** The same seen from the other side. */
    public Direction mirrored() {
        return switch (this) {
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case SENDRECV, INACTIVE -> this;
        };
    }

    /** Whether the one who says it may send. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Whether the one who says it may receive. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    /** What both allow: this side's wish cut down to what the other side's direction leaves. */
    public Direction limitedBy(Direction other) {
        boolean send = sends() && other.receives();
        boolean receive = receives() && other.sends();
        if (send) {
            return receive ? SENDRECV : SENDONLY;
        }
        return receive ? RECVONLY : INACTIVE;
    }

    /** The attribute's name. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
