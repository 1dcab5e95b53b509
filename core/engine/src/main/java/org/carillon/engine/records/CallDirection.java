// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

/** Twilio's call directions. */
public enum CallDirection {
    /** From a carrier or a registered user to a number of the platform. */
    INBOUND("inbound"),
    /** Made through the API. */
    OUTBOUND_API("outbound-api"),
    /** Made by Dial. */
    OUTBOUND_DIAL("outbound-dial");

    private final String text;

    CallDirection(String text) {
        this.text = text;
    }

    /** As webhooks and the API write it. */
    public String text() {
        return text;
    }
}
