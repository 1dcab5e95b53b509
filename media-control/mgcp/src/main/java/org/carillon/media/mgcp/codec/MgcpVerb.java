// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.Locale;

/** The commands of MGCP (RFC 3435 section 2.3). */
public enum MgcpVerb {
    EPCF,
    CRCX,
    MDCX,
    DLCX,
    RQNT,
    NTFY,
    AUEP,
    AUCX,
    RSIP;

    /** @throws MgcpSyntaxException 504 when it is none of the nine */
    static MgcpVerb parse(String text) {
        for (MgcpVerb verb : values()) {
            if (verb.name().equals(text.toUpperCase(Locale.ROOT))) {
                return verb;
            }
        }
        throw new MgcpSyntaxException(ReturnCode.UNKNOWN_COMMAND, "unknown command");
    }
}
