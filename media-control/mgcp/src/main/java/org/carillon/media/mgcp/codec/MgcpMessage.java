// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.List;

/** A command or a response. Several may travel in one datagram, separated by a line with a dot (RFC 3435 section 3.5.5). */
public sealed interface MgcpMessage permits MgcpCommand, MgcpResponse {
    /** Largest transaction number (RFC 3435 section 3.2.1.2). */
    int MAX_TRANSACTION = 999_999_999;

    /** Session descriptions in one message: the local one, and a second one when two connections were made. */
    int MAX_DESCRIPTIONS = 2;

    /** Number that ties a response to its command, 1 to {@link #MAX_TRANSACTION}. */
    int transaction();

    Parameters parameters();

    /** Session descriptions as they came, lines ended by CRLF; {@link org.carillon.media.mgcp.sdp.SessionDescription} reads them. */
    List<String> descriptions();
}
