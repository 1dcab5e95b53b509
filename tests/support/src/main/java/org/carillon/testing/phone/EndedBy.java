// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

/** Who brought a call to its end. */
public enum EndedBy {
    /** This phone: hang-up, cancel, reject. */
    THIS_PHONE,
    /** The other side: BYE, CANCEL, or a final response that is not a 2xx. */
    OTHER_SIDE,
    /** Nobody: no answer within the timers of SIP, or a transport error. */
    SILENCE
}
