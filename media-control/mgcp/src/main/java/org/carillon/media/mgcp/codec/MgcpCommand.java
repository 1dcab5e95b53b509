// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.List;

/**
 * A command, for example {@code CRCX 1204 leg/$@media.example.net MGCP 1.0} (RFC 3435 section 3.2).
 *
 * @param transaction 1 to 999999999
 */
public record MgcpCommand(
        MgcpVerb verb, int transaction, EndpointName endpoint, Parameters parameters, List<String> descriptions)
        implements MgcpMessage {

    public MgcpCommand {
        if (transaction < 1 || transaction > MAX_TRANSACTION) {
            throw new IllegalArgumentException("a transaction is 1 to 999999999");
        }
        descriptions = Descriptions.checked(descriptions);
    }

    /** A command without parameters. */
    public static MgcpCommand of(MgcpVerb verb, int transaction, EndpointName endpoint) {
        return new MgcpCommand(verb, transaction, endpoint, Parameters.NONE, List.of());
    }

    /** The same command with one more parameter line. */
    public MgcpCommand with(String code, Object value) {
        return new MgcpCommand(verb, transaction, endpoint, parameters.with(code, value.toString()), descriptions);
    }

    /** The same command with another session description in its body. */
    public MgcpCommand withDescription(String sdp) {
        return new MgcpCommand(verb, transaction, endpoint, parameters, Descriptions.added(descriptions, sdp));
    }

    /** The same command under another number. */
    public MgcpCommand withTransaction(int number) {
        return new MgcpCommand(verb, number, endpoint, parameters, descriptions);
    }
}
