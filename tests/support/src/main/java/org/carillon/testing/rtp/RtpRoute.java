// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.net.InetSocketAddress;

/**
 * What offer and answer agreed on.
 *
 * @param remote where to send
 * @param codec what to send
 * @param eventPayloadType for telephone events, or -1 when the other side takes none
 * @param sending whether audio may be sent; false while on hold
 */
public record RtpRoute(InetSocketAddress remote, AudioCodec codec, int eventPayloadType, boolean sending) {}
