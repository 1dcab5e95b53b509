// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing;

import java.io.Serial;

/** Something a test waited for did not happen, or happened otherwise. The message tells the story so far. */
public final class NotSeen extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1;

    /** With the whole story as message. */
    public NotSeen(String message) {
        super(message);
    }

    /** With the whole story and what caused it. */
    public NotSeen(String message, Throwable cause) {
        super(message, cause);
    }
}
