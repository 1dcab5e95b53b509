// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** How many timers there may be. */
@NullMarked
package org.carillon.sip.timers;

import org.jspecify.annotations.NullMarked;
