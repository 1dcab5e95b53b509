// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.uas;

import jakarta.enterprise.context.RequestScoped;

/** Something that belongs to one SIP message only. */
@RequestScoped
public class RequestNote {
    private String text = "";

    /** {@return what was written during this request, empty at its beginning} */
    public String text() {
        return text;
    }

    /** Writes. */
    public void write(String value) {
        text = value;
    }
}
