// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

/** A session description that cannot be read. It has no stack trace; the message says which line is wrong. */
public final class SdpException extends RuntimeException {
    public SdpException(String message) {
        super(message, null, false, false);
    }
}
