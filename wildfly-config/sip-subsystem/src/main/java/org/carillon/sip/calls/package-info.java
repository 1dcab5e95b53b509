// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * What must be known of a call beyond its transactions: that it was answered, and by what kind of request its dialog began.
 * The implementation forgets it with the transaction, and then drops further answers and refuses to join calls.
 * All of it is asked on the lane of the call.
 */
@NullMarked
package org.carillon.sip.calls;

import org.jspecify.annotations.NullMarked;
