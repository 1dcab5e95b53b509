// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

/** A confirmed dialog. */
public interface DialogWire {
    /** Sends BYE. */
    void bye() throws WireException;

    /** Asks whether the dialog lives, by OPTIONS. */
    void probe() throws WireException;

    /** What tells the dialogs of a forked INVITE apart. */
    String id();
}
