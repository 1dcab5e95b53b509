// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;

/** There is too much to do: the platform's fault, not the prompt's. */
final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
