// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import org.carillon.media.mgcp.codec.MgcpWriter;

/**
 * How a peer wants its datagrams.
 *
 * @param lineEnd how lines end
 * @param acknowledges whether it reads response acknowledgements ({@code K:}); some peers refuse a command that has one
 */
public record PeerDialect(MgcpWriter.LineEnd lineEnd, boolean acknowledges) {
    /** What RFC 3435 says. */
    public static final PeerDialect STANDARD = new PeerDialect(MgcpWriter.LineEnd.CRLF, true);
}
