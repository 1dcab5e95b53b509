// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import org.carillon.media.mgcp.codec.MgcpSyntaxException;

/** Makes the exceptions that become error answers. */
final class Fault {
    private Fault() {}

    /** @param code of {@link org.carillon.media.mgcp.codec.ReturnCode} */
    static MgcpSyntaxException of(int code, String message) {
        return new MgcpSyntaxException(code, message);
    }
}
