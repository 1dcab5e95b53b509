// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.net.InetSocketAddress;
import org.carillon.media.server.audio.G711;
import org.jspecify.annotations.Nullable;

/**
 * What both sides agreed on.
 *
 * @param codec what is sent; both codecs are always understood
 * @param telephoneEvent payload type of RFC 4733 digits, or -1 when they were not agreed
 * @param remote where to send; null while unknown or on hold
 * @param remoteReceives whether the far side wants to hear
 * @param remoteSends whether the far side will speak
 */
public record Negotiated(
        G711 codec,
        int telephoneEvent,
        @Nullable InetSocketAddress remote,
        boolean remoteReceives,
        boolean remoteSends) {
    /** Before a remote description is known. */
    public static final Negotiated NOTHING = new Negotiated(G711.ULAW, -1, null, false, true);
}
