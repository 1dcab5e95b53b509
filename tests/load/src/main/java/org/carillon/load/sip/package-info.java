// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * The benchmark behind {@code ./carillon bench sip}: what a call costs our SIP servlet container, beside what it costs its peers
 * in the same minutes on the same machine. It starts the servers one after the other, lets SIPp call each in turn, slice
 * by slice, and reads what their processes used from {@code /proc}. Only 127.0.0.1 is used.
 */
@NullMarked
package org.carillon.load.sip;

import org.jspecify.annotations.NullMarked;
