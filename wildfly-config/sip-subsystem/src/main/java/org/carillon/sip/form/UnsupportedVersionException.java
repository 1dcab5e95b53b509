// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.form;

import java.text.ParseException;

/** A request of another version of SIP than 2.0: it gets 505 and not 400 (RFC 3261 section 21.5.6). */
public final class UnsupportedVersionException extends ParseException {
    private static final long serialVersionUID = 1L;

    UnsupportedVersionException(String version) {
        super("not SIP/2.0 but " + version, 0);
    }
}
