// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.sdp;

/**
 * One format of a media line.
 *
 * @param payloadType 0 to 127
 * @param encoding name and rate in upper case, for example {@code PCMU/8000}
 */
public record Format(int payloadType, String encoding) {
    /** The encoding of RFC 4733 events. */
    public static final String EVENTS = "TELEPHONE-EVENT/8000";

    /** Whether these are telephone events. */
    public boolean isEvents() {
        return encoding.equals(EVENTS);
    }
}
