// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;

/** Carries out commands that come from a peer; each transaction comes here once, its repeats get the kept answer. */
@FunctionalInterface
public interface CommandHandler {
    /**
     * Called on the socket's thread; must return at once.
     *
     * @return the answer, final, under the command's transaction number. When it fails with
     *     {@link org.carillon.media.mgcp.codec.MgcpSyntaxException}, its code is answered; when it fails otherwise, nothing is
     *     answered and the next repeat is carried out anew.
     */
    CompletionStage<MgcpResponse> handle(InetSocketAddress from, MgcpCommand command);
}
