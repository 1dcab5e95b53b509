// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapter 8: timers, and what becomes of them when their session or their application ends. */
@NullMarked
package org.carillon.conformance.timers;

import org.jspecify.annotations.NullMarked;
