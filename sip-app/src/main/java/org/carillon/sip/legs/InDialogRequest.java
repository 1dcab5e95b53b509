// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

/** A request inside a dialog that waits for its final response. */
public interface InDialogRequest {
    /** Answers it; does nothing but log when that is impossible, since the other side repeats or gives up. */
    void respond(int status);
}
