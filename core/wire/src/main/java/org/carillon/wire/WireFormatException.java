// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import org.jspecify.annotations.Nullable;

/** Bytes that are not what this version can read (truncated, of an unknown type, of a newer format), or a value that it cannot write. */
public final class WireFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the type and the component. */
    public WireFormatException(String message) {
        super(message);
    }

    /** With what caused it. */
    public WireFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
