// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

/** Where a call stands, as the phone sees it. */
public enum CallState {
    /** The INVITE is out, or came in, and nobody has rung yet. */
    STARTED,
    /** A 180 to 189 was sent or received. */
    RINGING,
    /** The 200 was sent or received. */
    ESTABLISHED,
    /** Over: never answered, hung up, or vanished. */
    ENDED
}
